package lexicon

import "testing"

// Texts that hold a file number are found whichever way the expression is written, and others are passed over.
func TestReferencesAreFoundWhateverTheirExpressionRequires(t *testing.T) {
	for _, x := range []struct {
		expr        string
		found, none []string
	}{
		{`\bkm\s*\d+/\d+\b`, []string{"km 1/26", "syg km12/2026"}, []string{"km 1", "1/26", ""}},
		{`\b(?:return|reject|duvod)\b.{0,4}\b(?:ac0[1-6]|ms0[23])\b`, []string{"return ac01", "duvod: ms03", "reject ac06"}, []string{"return", "ac01", "return ac09"}},
		{`a(?:b|c)?d`, []string{"ad", "abd", "acd"}, []string{"bd", "abc"}},
		{`(?:x|)y`, []string{"y", "xy"}, []string{"x"}},
		{`(?i)KM\d`, []string{"km1", "KM1"}, []string{"k1"}},
		{`k*m+`, []string{"m", "kmm"}, []string{"k"}},
		{`(?:ab){2}`, []string{"abab"}, []string{"ab"}},
		{`[km]1`, []string{"k1", "m1"}, []string{"1"}},
	} {
		r := newReference(&Entry{}, x.expr)
		for _, s := range x.found {
			if _, _, ok := r.find(s); !ok {
				t.Errorf("%s is not found in %q: it requires %q", x.expr, s, r.parts)
			}
		}
		for _, s := range x.none {
			if _, _, ok := r.find(s); ok {
				t.Errorf("%s is found in %q", x.expr, s)
			}
		}
	}
}

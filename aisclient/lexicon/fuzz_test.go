package lexicon

import (
	"strings"
	"testing"
	"time"
)

// A text from outside may be anything: scanning it must end soon, and the words of a hit must stand in it.
func FuzzMatch(f *testing.F) {
	for _, s := range []string{"", "?", "a?b?c?d?e?f?g?h", strings.Repeat("?a", 300), strings.Repeat("k\n", 300), strings.Repeat("к", 200), "ko\u200bm\xffornik",
		strings.Repeat("komornik ", 100), "\x00\x01\x02\x03", strings.Repeat("x", 4096), "Km 1/26\nKm\n2/26", strings.Repeat("ul. ", 200)} {
		f.Add(s, s)
	}
	set, _ := New(lexicon("PL", enforcement))
	f.Fuzz(func(t *testing.T, title, party string) {
		begin := time.Now()
		for _, h := range set.Match(Texts{Title: title, Party: party, Kind: party, PartyNumber: title}, "PL") {
			if h.Entry == nil || h.Sort != Reference && !strings.Contains(title, h.Words) && !strings.Contains(party, h.Words) {
				t.Errorf("%q is not in %q or %q", h.Words, title, party)
			}
		}
		if s := Clean(party); s.Name == "" && strings.TrimSpace(party) != "" {
			t.Errorf("nothing is left of %q", party)
		}
		if took := time.Since(begin); took > 5*time.Second {
			t.Errorf("%d bytes took %s", len(title)+len(party), took)
		}
	})
}

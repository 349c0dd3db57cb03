package seal

import (
	"strings"
	"testing"
)

func TestWeakPassphrasesAreRefused(t *testing.T) {
	for s, why := range map[string]string{
		"": "blank", "               ": "blank", "short words": "fewer than 12", "aaaaaaaaaaaaaaaaaaaaaaaa": "different",
		"abababababababab": "different", "hunter2hunter2hunter2": "repeats", "abcdefghijklmnopqrst": "run", "123456789012": "run", "98765432109876": "run",
		"correcthorses": "one kind", "82649173058261": "one kind", "AbCdEfGhIjKl": "run",
	} {
		if got := WeakPassphrase(s); !strings.Contains(got, why) || got == "" {
			t.Errorf("%q: %q, want it to say %q", s, got, why)
		}
	}
	for _, s := range []string{"first four invented words", "correct horse battery staple", "kX7-mmpa-21zq", "zażółć gęślą jaźń", "thequickbrownfoxjumpsover"} {
		if got := WeakPassphrase(s); got != "" {
			t.Errorf("%q is refused: it %s", s, got)
		}
	}
}

func TestAGeneratedPassphraseIsStrongAndNew(t *testing.T) {
	a, b := NewPassphrase(), NewPassphrase()
	if a == b || len(a) != 23 || WeakPassphrase(a) != "" {
		t.Errorf("%q, %q: %s", a, b, WeakPassphrase(a))
	}
}

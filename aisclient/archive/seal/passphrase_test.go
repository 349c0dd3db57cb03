package seal

import (
	"bytes"
	"strings"
	"testing"

	"filippo.io/age"

	"aisdesk/aisclient"
)

func TestWeakPassphrasesAreRefused(t *testing.T) {
	for s, why := range map[string]string{
		"": "blank", "               ": "blank", "short words": "fewer than 12", "aaaaaaaaaaaaaaaaaaaaaaaa": "different",
		"abababababababab": "different", "hunter2hunter2hunter2": "repeats", "abcdefghijklmnopqrst": "row", "123456789012": "one kind", "98765432109876": "one kind",
		"correcthorses": "one kind", "82649173058261": "one kind", "AbCdEfGhIjKl": "row",
		"Password123!": "common", "qwertyuiop12": "row", "111111111111aB3$x": "repeats", "PasswordPassword1": "common", "P@ssw0rd2026!!": "common",
		"W3lc0me-to-2026": "common", "Summer2026!Summer": "common", "abcABC123!@#": "row", "poiuytrewq1!": "row", "letmeinletmein1": "common",
		"zorble7!zorble7!": "repeats", "zorble!zorble!zorble1": "repeats", "Zaq12wsxcde3": "common", "Hasło1234567": "common", "xxxxxxyyyyyyzzzzzzaaa1b2": "repeats",
		"1 2 3 4 5 6 7": "row", "1 2 3 4 5 6 7 8 9": "row", "a b c d e f g h i j": "row", "1-2-3-4-5-6-7-8": "row", "q.w.e.r.t.y.u.i": "row", "11223344556677889900": "row",
		"112233445566778899001122": "row", "1a2b3c4d5e6f7g": "row", "a1a2a3a4a5a6a7": "row", "aabbccddeeffgghhii jj": "row", "aabccdeefgghiijkkl1Z": "row", "kX7-mqpZabcd": "row",
		"first four invented words ": "blank", " first four invented words": "blank", "\ufefffirst four invented words": "byte order mark", "\xff\xfef\x00i\x00r\x00s\x00t\x00": "byte order mark",
		"f\x00i\x00r\x00s\x00t\x00": "byte order mark",
	} {
		if got := WeakPassphrase(s); !strings.Contains(got, why) || got == "" {
			t.Errorf("%q: %q, want it to say %q", s, got, why)
		}
	}
	for _, s := range []string{"first four invented words", "correct horse battery staple", "kX7-mmpa-21zq", "kX7-mqpZ9abc", "zażółć gęślą jaźń", "thequickbrownfoxjumpsover", "orange summer dragon monkey", "82649173058261734025"} {
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

// A key that a passphrase wraps costs whoever guesses 2^18 rounds for each try.
func TestAWrappedKeyIsCostlyToGuess(t *testing.T) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	b, err := wrap(id, aisclient.NewSecret("first four invented words"), workFactor)
	if line, _, _ := bytes.Cut(b[bytes.Index(b, []byte("-> scrypt")):], []byte("\n")); err != nil || !bytes.HasSuffix(line, []byte(" 18")) {
		t.Errorf("%q %v", line, err)
	}
}

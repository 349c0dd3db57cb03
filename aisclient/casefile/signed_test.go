package casefile

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/aisclient/signature"
	"aisdesk/localserver/testenv"
)

// keyOf makes an SSH key.
func keyOf(t *testing.T) *signature.Signer {
	t.Helper()
	testenv.Need(t, testenv.SSHKeygen)
	path := filepath.Join(t.TempDir(), "key")
	if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	s, err := signature.FromFile(path, nil)
	must(t, err)
	return s
}

func TestSignedEvents(t *testing.T) {
	root := t.TempDir()
	f := folderOf(t, root)
	key := keyOf(t)
	l := Start(f, caseID, LogOptions{})
	do(t, l, Author{"Anna", key}, jan, reply(1))
	do(t, l, ben, Tag{"flat"})
	c, err := Check(t.Context(), f, caseID, plain{}, nil)
	if must(t, err); len(c.Problems) > 0 || c.Signed != 2 || reopened(t, f).History[0].Key != key.Key().Fingerprint {
		t.Fatalf("%+v", c)
	}
	path := filepath.Join(root, folder, caseID, eventName(2))
	sound, err := os.ReadFile(path)
	must(t, err)
	header, _, _ := strings.Cut(string(sound), "\n")
	other, err := keyOf(t).Sign(signature.Event, []byte(header))
	must(t, err)
	for name, changed := range map[string][]byte{
		"no signature":  []byte(header + "\n" + sum([]byte(header)) + "\n"),
		"another's":     append([]byte(header+"\n"+sum([]byte(header))+"\n"), other...),
		"another name":  rewritten(strings.Replace(header, "Anna", "Eve", 1), string(sound)),
		"not signed so": rewritten(strings.Replace(header, `"key":"`+key.Key().Fingerprint+`",`, "", 1), string(sound)),
	} {
		must(t, os.WriteFile(path, changed, 0o600))
		if found := problems(t, f); !names(found, 2, "sign") {
			t.Errorf("%s: %v", name, found)
		}
		if s := reopened(t, f); s.ReadOnly == "" {
			t.Errorf("%s: the case goes on", name)
		}
	}
	for at := range sound {
		b := append([]byte{}, sound...)
		b[at] ^= 1
		must(t, os.WriteFile(path, b, 0o600))
		if found := problems(t, f); len(found) == 0 {
			t.Fatalf("byte %d", at)
		}
	}
}

// rewritten is an event with another header, its hash and the old signature.
func rewritten(header, sound string) []byte {
	_, rest, _ := strings.Cut(sound, "\n")
	_, sig, _ := strings.Cut(rest, "\n")
	return []byte(header + "\n" + sum([]byte(header)) + "\n" + sig)
}

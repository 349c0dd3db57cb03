package signature_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/aisclient/signature"
	"aisdesk/localserver/testenv"
)

var message = []byte("{\"kind\":\"note\"}")

// newKey makes a key with ssh-keygen.
func newKey(t *testing.T, kind, passphrase string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "key")
	run(t, nil, "ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", "anna", "-f", path)
	return path
}

func run(t *testing.T, in []byte, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Stdin = bytes.NewReader(in)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

func open(t *testing.T, path string) *signature.Signer {
	t.Helper()
	s, err := signature.FromFile(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func needsKeygen(t *testing.T) {
	t.Helper()
	testenv.Need(t, testenv.SSHKeygen)
}

func TestOpenSSHAcceptsOurs(t *testing.T) {
	needsKeygen(t)
	for _, kind := range []string{"ed25519", "rsa", "ecdsa"} {
		path := newKey(t, kind, "")
		s := open(t, path)
		armored, err := s.Sign(signature.Report, message)
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		sig, allowed := filepath.Join(dir, "sig"), filepath.Join(dir, "allowed")
		public, err := os.ReadFile(path + ".pub")
		if err = errors.Join(err, os.WriteFile(sig, armored, 0o600), os.WriteFile(allowed, append([]byte("anna "), public...), 0o600)); err != nil {
			t.Fatal(err)
		}
		run(t, message, "ssh-keygen", "-Y", "verify", "-f", allowed, "-I", "anna", "-n", "aisdesk-report", "-s", sig)
		if !strings.Contains(run(t, nil, "ssh-keygen", "-l", "-f", path), s.Key().Fingerprint+" ") || !strings.HasPrefix(string(public), s.Key().Public) {
			t.Errorf("%s: %+v", kind, s.Key())
		}
	}
}

func TestOursAcceptsOpenSSH(t *testing.T) {
	needsKeygen(t)
	path := newKey(t, "ed25519", "")
	file := filepath.Join(t.TempDir(), "message")
	if err := os.WriteFile(file, message, 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, nil, "ssh-keygen", "-q", "-Y", "sign", "-f", path, "-n", "aisdesk-event", file)
	armored, err := os.ReadFile(file + ".sig")
	if err != nil {
		t.Fatal(err)
	}
	by, err := signature.Verify(signature.Event, message, armored)
	if err != nil || by != open(t, path).Key() {
		t.Errorf("%+v, %v", by, err)
	}
	if _, err := signature.Verify(signature.Report, message, armored); !errors.Is(err, signature.ErrInvalid) {
		t.Errorf("for another namespace: %v", err)
	}
}

// No byte of the message or of the signature can be another.
func TestEveryByteCounts(t *testing.T) {
	needsKeygen(t)
	s := open(t, newKey(t, "ed25519", ""))
	armored, err := s.Sign(signature.Event, message)
	if err != nil {
		t.Fatal(err)
	}
	flip := func(b []byte, i int) []byte {
		c := bytes.Clone(b)
		c[i] ^= 1
		return c
	}
	for i := range message {
		if _, err := signature.Verify(signature.Event, flip(message, i), armored); !errors.Is(err, signature.ErrInvalid) {
			t.Errorf("byte %d of the message: %v", i, err)
		}
	}
	for i := range armored {
		if _, err := signature.Verify(signature.Event, message, flip(armored, i)); !errors.Is(err, signature.ErrInvalid) {
			t.Errorf("byte %d of the signature: %v", i, err)
		}
	}
	for _, b := range [][]byte{nil, armored[:len(armored)-20], append([]byte("x\n"), armored...), append(bytes.Clone(armored), 'x')} {
		if _, err := signature.Verify(signature.Event, message, b); !errors.Is(err, signature.ErrInvalid) {
			t.Errorf("%q: %v", b, err)
		}
	}
}

func TestAKeyWithAPassphrase(t *testing.T) {
	needsKeygen(t)
	path := newKey(t, "ed25519", "open sesame")
	if _, err := signature.FromFile(path, nil); err == nil || !strings.Contains(err.Error(), "ssh-add") {
		t.Error(err)
	}
	answer := func(s string) func(string) (string, error) {
		return func(prompt string) (string, error) {
			if !strings.Contains(prompt, path) {
				t.Error(prompt)
			}
			return s, nil
		}
	}
	if _, err := signature.FromFile(path, answer("wrong")); err == nil {
		t.Error("a wrong passphrase opened it")
	}
	if _, err := signature.FromFile(path, answer("open sesame")); err != nil {
		t.Error(err)
	}
}

func TestAnAgentSigns(t *testing.T) {
	needsKeygen(t)
	first, second := newKey(t, "rsa", ""), newKey(t, "ed25519", "")
	socket := startAgent(t)
	t.Setenv("SSH_AUTH_SOCK", socket)
	if _, err := signature.FromAgent(t.Context(), ""); !errors.Is(err, signature.ErrNoKey) {
		t.Error("an empty agent:", err)
	}
	run(t, nil, "ssh-add", "-q", first, second)
	for fingerprint, want := range map[string]signature.Key{"": open(t, first).Key(), open(t, second).Key().Fingerprint: open(t, second).Key()} {
		s, err := signature.FromAgent(t.Context(), fingerprint)
		if err != nil {
			t.Fatal(err)
		}
		armored, err := s.Sign(signature.Report, message)
		if by, invalid := signature.Verify(signature.Report, message, armored); err != nil || invalid != nil || by != want || s.Key() != want {
			t.Errorf("%q: signed by %+v, %v, %v", fingerprint, by, err, invalid)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := signature.FromAgent(t.Context(), "SHA256:another"); !errors.Is(err, signature.ErrNoKey) {
		t.Error(err)
	}
	t.Setenv("SSH_AUTH_SOCK", "")
	if _, err := signature.FromAgent(t.Context(), ""); !errors.Is(err, signature.ErrNoKey) {
		t.Error(err)
	}
}

// startAgent runs an ssh-agent until the test ends.
func startAgent(t *testing.T) (socket string) {
	t.Helper()
	dir, err := os.MkdirTemp("", "agent") // a socket's path is short
	if err != nil {
		t.Fatal(err)
	}
	socket = filepath.Join(dir, "s")
	cmd := exec.Command("ssh-agent", "-D", "-a", socket)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		_ = os.RemoveAll(dir)
	})
	if _, err := out.Read(make([]byte, 1)); err != nil { // it tells its socket when it listens
		t.Fatal(err)
	}
	return socket
}

// A key that the settings name and that is not there is named.
func TestAMissingKeyIsNamed(t *testing.T) {
	t.Setenv("SSH_AUTH_SOCK", "")
	missing := filepath.Join(t.TempDir(), "id_ed25519")
	if _, err := signature.Open(t.Context(), missing, nil); !errors.Is(err, signature.ErrNoKey) || !strings.Contains(err.Error(), missing) {
		t.Errorf("%v", err)
	}
}

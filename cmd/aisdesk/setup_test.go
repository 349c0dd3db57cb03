package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// dialog is a program in a terminal that asks questions.
type dialog struct {
	t    *testing.T
	home string
	cmd  *exec.Cmd
	tty  *os.File
	got  chan []byte
	all  bytes.Buffer
	seen int
}

func setupIn(t *testing.T, home string, args ...string) *dialog {
	t.Helper()
	a := &dialog{t: t, home: home, cmd: exec.Command(program(t), append([]string{"setup"}, args...)...), got: make(chan []byte, 1024)}
	a.cmd.Env = []string{"HOME=" + home, "PATH=" + os.Getenv("PATH"), "AISDESK_API_URL=https://127.0.0.1:1", "AISDESK_NO_OPEN=true", "DBUS_SESSION_BUS_ADDRESS=unix:path=/no/such/bus"}
	tty, err := pty.Start(a.cmd)
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	a.tty = tty
	t.Cleanup(func() { tty.Close(); _ = a.cmd.Process.Kill() })
	go func() {
		defer close(a.got)
		for {
			b := make([]byte, 4096)
			n, err := tty.Read(b)
			if a.got <- b[:n]; err != nil {
				return
			}
		}
	}()
	return a
}

// sees waits for a text behind what was waited for before.
func (a *dialog) sees(want string) *dialog {
	a.t.Helper()
	limit := time.After(patience)
	for !strings.Contains(a.all.String()[a.seen:], want) {
		select {
		case b, open := <-a.got:
			if a.all.Write(b); !open && !strings.Contains(a.all.String()[a.seen:], want) {
				a.t.Fatalf("the program ended before %q:\n%s", want, a.all.String())
			}
		case <-limit:
			a.t.Fatalf("%q does not come:\n%s", want, a.all.String())
		}
	}
	a.seen += strings.Index(a.all.String()[a.seen:], want) + len(want)
	return a
}

func (a *dialog) types(s string) *dialog { _, _ = a.tty.WriteString(s); return a }

// answers answers questions in their order.
func (a *dialog) answers(pairs ...string) *dialog {
	a.t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		a.sees(pairs[i]).types(pairs[i+1] + "\n")
	}
	return a
}

// ends waits for the end and returns the exit code and the whole output.
func (a *dialog) ends() (int, string) {
	a.t.Helper()
	limit := time.After(patience)
	for open := true; open; {
		var b []byte
		select {
		case b, open = <-a.got:
			a.all.Write(b)
		case <-limit:
			a.t.Fatalf("it does not end:\n%s", a.all.String())
		}
	}
	_ = a.cmd.Wait() // the code says how
	return a.cmd.ProcessState.ExitCode(), a.all.String()
}

func (a *dialog) file(name string) string {
	b, err := os.ReadFile(filepath.Join(a.home, ".config/aisdesk", name))
	if err != nil {
		return ""
	}
	return string(b)
}

func TestSetupAsksWritesAndExamines(t *testing.T) {
	home := t.TempDir()
	a := setupIn(t, home)
	a.answers("Environment (sandbox, test, live) [sandbox]: ", "prod", "none of", "live", "Client id", "acme-test", "test environment", "acme",
		"API key (not shown): ", "two words").sees("characters that no key has").answers("API key (not shown): ", "sentinel-key", "There is no keyring that answers", "", "Folder of the saved imports", "relative", "whole path", "~/imports",
		"Encrypt saved imports", "", "Passphrase (not shown", "abcabcabcabc").sees("Use a few words").
		answers("Passphrase (not shown", "four invented words here", "Repeat the passphrase (not shown): ", "something else entirely").sees("The two differ").answers("Passphrase (not shown", "")
	a.sees("Write it down: ")
	a.answers("Enter goes on: ", "", "Your name", "Anna Nowak", "Language", "xx", "locale", "pl", "Write it (yes, no) [no]: ", "yes")
	code, out := a.sees("Written: ").sees("Checks:").sees("Next: ").ends()
	if code != cli.ExitOK || strings.Contains(out, "sentinel-key") || strings.Contains(out, "four invented") {
		t.Errorf("exit %d\n%s", code, out)
	}
	want := "environment = \"live\"\nclient = \"acme\"\ndata_dir = \"~/imports\"\napi_key_from = \"" + filepath.Join(home, ".config/aisdesk/api.key") + "\"\n\n[case]\nauthor = \"Anna Nowak\"\n\n[widget]\nlocale = \"pl\"\n"
	if got := a.file("config.toml"); got != want {
		t.Errorf("settings:\n%s", got)
	}
	if a.file("api.key") != "sentinel-key\n" {
		t.Error("the key is not in its file")
	}
	for _, name := range []string{".config/aisdesk/config.toml", ".config/aisdesk/api.key", "imports/encryption.json"} {
		if info, err := os.Stat(filepath.Join(home, name)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", name, info, err)
		}
	}
	setupAgain(t, home)
	setupProfile(t, home)
}

// setupAgain changes one thing; Enter keeps the rest.
func setupAgain(t *testing.T, home string) {
	t.Helper()
	a := setupIn(t, home)
	before := a.file("config.toml")
	a.answers("[live]: ", "", "[acme]: ", "", "Enter keeps the one that is there", "", "[~/imports]: ", "").sees("encrypted, by passphrase").
		answers("[Anna Nowak]: ", "Ewa Nowak", "[pl]: ", "").sees(`case.author = "Ewa Nowak" in the place of "Anna Nowak"`).answers("Write it", "y")
	a.sees("Written: ")
	a.ends()
	if got := a.file("config.toml"); got != strings.Replace(before, "Anna", "Ewa", 1) || a.file("api.key") != "sentinel-key\n" {
		t.Errorf("%s", got)
	}
}

// setupProfile makes a profile beside what is there.
func setupProfile(t *testing.T, home string) {
	t.Helper()
	a := setupIn(t, home, "--profile", "bank-b")
	before := a.file("config.toml")
	a.answers("[sandbox]: ", "test", "Client id", "b-test", "API key", "key-of-b", "Where is the key kept", "settings", "Folder", "~/b", "Encrypt", "none", "Your name", "", "Language", "cs", "Write it", "y")
	a.sees("Next: ").sees("aisdesk doctor --profile bank-b")
	_, out := a.ends()
	got := a.file("config.toml")
	if !strings.HasPrefix(got, before) || !strings.Contains(got, "[profile.bank-b]\nenvironment = \"test\"\nclient = \"b-test\"\ndata_dir = \"~/b\"\napi_key = \"key-of-b\"\n") || strings.Contains(out, "key-of-b") {
		t.Errorf("%s\n%s", got, out)
	}
}

// A file that --config names need not be there yet, nor its directory; an empty key is asked for again with words.
func TestSetupMakesTheFileThatIsNamed(t *testing.T) {
	home := t.TempDir()
	file := filepath.Join(home, "of", "b", "new.toml")
	a := setupIn(t, home, "--config", file)
	a.answers("Environment", "test", "Client", "b-test", "API key", "").sees("needs an API key").answers("API key", "key-of-b", "Where is the key kept", "settings", "Folder", "~/b", "Encrypt", "none",
		"Your name", "x", "Language", "", "Write it", "y")
	_, out := a.sees("Written: " + file).sees("Next: ").ends()
	b, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(b), "client = \"b-test\"\ndata_dir = \"~/b\"\napi_key = \"key-of-b\"\n") || a.file("config.toml") != "" {
		t.Errorf("%v\n%s\n%s", err, b, out)
	}
	again := setupIn(t, home, "--config", file) // Enter keeps what was chosen, also that nothing is encrypted
	again.sees("Environment").types("\n\n\n\n\n\n").sees("Encrypt saved imports by (none, passphrase, keyring) [none]")
}

// Ctrl+C at any question, also at one that shows nothing, and a no leave everything as it was.
func TestSetupLeavesEverythingAsItWas(t *testing.T) {
	for name, stop := range map[string]func(a *dialog) int{
		"at the first question": func(a *dialog) int { a.sees("Environment").types("\x03"); return cli.ExitCancelled },
		"at the key": func(a *dialog) int {
			a.answers("Environment", "test", "Client", "a-test").sees("API key").types("ab\x03")
			return cli.ExitCancelled
		},
		"before it writes": func(a *dialog) int {
			a.answers("Environment", "", "Folder", "", "Encrypt", "", "Your name", "x", "Language", "").sees("Write it").types("\x03")
			return cli.ExitCancelled
		},
		"the end of the input": func(a *dialog) int { a.sees("Environment").types("\x04"); return cli.ExitError },
	} {
		t.Run(name, func(t *testing.T) {
			home := t.TempDir()
			a := setupIn(t, home)
			want := stop(a)
			code, out := a.ends()
			if code != want || !strings.Contains(out, "nothing was changed") {
				t.Errorf("exit %d, want %d\n%s", code, want, out)
			}
			if a.file("config.toml") != "" || a.file("api.key") != "" {
				t.Error("something was written")
			}
		})
	}
	home := t.TempDir()
	a := setupIn(t, home)
	a.answers("Environment", "", "Folder", "", "Encrypt", "", "Your name", "x", "Language", "", "Write it", "").sees("Nothing was changed.")
	if _, out := a.ends(); a.file("config.toml") != "" || strings.Contains(out, "Written") {
		t.Errorf("after a no:\n%s", out)
	}
}

func TestSetupWithoutATerminalSaysWhatToSet(t *testing.T) {
	r := newDesk(t).run("setup")
	if r.code != cli.ExitUsage || !strings.Contains(r.err, "AISDESK_API_KEY_FROM") || !strings.Contains(r.err, "no terminal") {
		t.Errorf("exit %d %s", r.code, r.err)
	}
}

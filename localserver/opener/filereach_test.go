package opener

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

func TestWhichBrowsersReadFilesOfThisUser(t *testing.T) {
	wrapper := script(t, `exec /snap/bin/firefox "$@"`)
	ordinary := script(t, `exec /usr/lib/firefox/firefox "$@"`)
	dir := filepath.Join(t.TempDir(), ".vscode-server", "bin", "helpers")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	editor := filepath.Join(dir, "browser.sh")
	if err := os.WriteFile(editor, []byte("#!/bin/sh\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "www")
	if err := os.Symlink(editor, link); err != nil {
		t.Fatal(err)
	}
	for name, reads := range map[string]bool{ordinary: true, "/no/such/browser": true, "true": true, wrapper: false, editor: false, link: false,
		"/snap/bin/firefox": false, "flatpak": false, "ssh": false, "/mnt/c/Windows/explorer.exe": false, "wslview": false} {
		if got := !programApart(name); got != reads {
			t.Errorf("%s reads files: %v", name, got)
		}
	}
	for variable, reads := range map[string]bool{"DISPLAY": true, "WSL_INTEROP": false, "CODESPACES": false, "VSCODE_IPC_HOOK_CLI": false} {
		b := &Browser{goos: "linux", env: func(n string) string { return map[string]string{variable: "1"}[n] }}
		if b.ReadsFiles() != reads {
			t.Errorf("with %s reads files: %v", variable, !reads)
		}
	}
}

// Over ssh a command may hand the address to a browser at the other end; the desktop's own browser runs on this machine.
func TestOverSSHACommandIsGivenTheAddress(t *testing.T) {
	for _, name := range append([]string{"SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"}, apartEnvironment...) {
		t.Setenv(name, "")
	}
	c := Commands(script(t, "exit 0"))[0]
	if !c.ReadsFiles() {
		t.Error("a command on this machine reads files")
	}
	t.Setenv("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
	if c.ReadsFiles() {
		t.Error("over ssh nobody knows where the browser is")
	}
	b := &Browser{goos: "linux", env: os.Getenv, apart: func() bool { return false }}
	if !b.ReadsFiles() {
		t.Error("the desktop's browser runs here")
	}
}

// A desktop's browser that is a package of its own sees no file; one that is not the program for pages on the disk is
// sent to no file either.
func TestTheDesktopsBrowserIsAskedFor(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("xdg-mime is Linux's")
	}
	bin, home := t.TempDir(), t.TempDir()
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	t.Setenv("HOME", home)
	packages := filepath.Join(home, ".local/share/flatpak/exports/share/applications")
	if err := os.MkdirAll(packages, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(packages, "org.mozilla.firefox.desktop"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		page, browser string
		apart         bool
	}{
		{"firefox.desktop", "firefox.desktop", false},
		{"gedit.desktop", "firefox.desktop", true},
		{"org.mozilla.firefox.desktop", "org.mozilla.firefox.desktop", true},
		{"", "", false},
	} {
		body := fmt.Sprintf("#!/bin/sh\ncase $3 in text/html) echo %s;; *) echo %s;; esac\n", c.page, c.browser)
		if err := os.WriteFile(filepath.Join(bin, "xdg-mime"), []byte(body), 0o755); err != nil {
			t.Fatal(err)
		}
		if got := desktopApart(); got != c.apart {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

// HARDENING 4: BROWSER is read as other programs read it.
func TestTheVariableBrowserIsAListOfCommands(t *testing.T) {
	spaced := filepath.Join(t.TempDir(), "my browser")
	if err := os.WriteFile(spaced, []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	sep := string(os.PathListSeparator)
	for variable, want := range map[string][][]string{
		"":                                   nil,
		"firefox":                            {{"firefox"}},
		"firefox" + sep + "chromium --x %s":  {{"firefox"}, {"chromium", "--x", "%s"}},
		sep + "firefox" + sep + sep:          {{"firefox"}},
		spaced + sep + "w3m":                 {{spaced}, {"w3m"}},
		"broken '" + sep + "w3m":             {{"w3m"}},
		"open -a 'My Browser' --u=%s%%2F%c1": {{"open", "-a", "My Browser", "--u=%s%2F:1"}},
	} {
		var got [][]string
		for _, c := range Commands(variable) {
			got = append(got, c.args)
		}
		if !slices.EqualFunc(got, want, slices.Equal[[]string]) {
			t.Errorf("%q: %q, want %q", variable, got, want)
		}
	}
}

package opener

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// script writes a program that stands for a browser command.
func script(t *testing.T, body string) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("needs a shell to write a program in")
	}
	path := filepath.Join(t.TempDir(), "opener")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+body+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestBrowserIsOpenedOnlyWhereSomebodyLooks(t *testing.T) {
	cases := []struct {
		goos  string
		env   string
		asked bool
		want  error
	}{
		{"linux", "DISPLAY=:0", false, nil},
		{"linux", "WAYLAND_DISPLAY=wayland-0", false, nil},
		{"linux", "", false, ErrNoDisplay},
		{"linux", "", true, ErrNoDisplay},
		{"freebsd", "", true, ErrNoDisplay},
		{"linux", "WSL_DISTRO_NAME=Debian", false, nil},
		{"linux", "WSL_INTEROP=/run/WSL/1", false, nil},
		{"linux", "DISPLAY=:10 SSH_CONNECTION=x", false, ErrOverSSH},
		{"linux", "DISPLAY=:10 SSH_TTY=/dev/pts/1", false, ErrOverSSH},
		{"linux", "DISPLAY=:10 SSH_CLIENT=x", true, nil},
		{"darwin", "", false, nil},
		{"darwin", "SSH_CLIENT=x", false, ErrOverSSH},
		{"windows", "", false, nil},
	}
	for _, c := range cases {
		opened := 0
		b := &Browser{goos: c.goos, out: &boundedBuffer{most: 10}, open: func(string) error { opened++; return nil },
			env: func(name string) string {
				for _, kv := range strings.Fields(c.env) {
					if k, v, _ := strings.Cut(kv, "="); k == name {
						return v
					}
				}
				return ""
			}}
		err := b.Open(t.Context(), "http://127.0.0.1:1/#T", c.asked)
		if !errors.Is(err, c.want) || (opened == 1) != (c.want == nil) {
			t.Errorf("%+v: opened %d times, %v", c, opened, err)
		}
	}
}

func TestBrowserFailingAndHanging(t *testing.T) {
	out := &boundedBuffer{most: 64}
	b := &Browser{goos: "windows", env: func(string) string { return "" }, out: out, open: func(string) error {
		fmt.Fprintln(out, strings.Repeat("noise ", 1000))
		fmt.Fprintln(out, "no handler for http")
		return exec.ErrNotFound
	}}
	if err := b.Open(t.Context(), "u", false); err == nil || !errors.Is(err, exec.ErrNotFound) || !strings.HasSuffix(err.Error(), ": no handler for http") {
		t.Errorf("failing: %v", err)
	}
	release := make(chan struct{})
	defer close(release)
	b.open = func(string) error { <-release; return nil }
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if err := b.Open(ctx, "u", false); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("hanging: %v", err)
	}
}

// The real package, with a browser of ours in the PATH: its output must not reach this process's terminal.
func TestNewBrowserKeepsItsOutputOffTheTerminal(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("pkg/browser looks for xdg-open on Linux")
	}
	dir := t.TempDir()
	body := "#!/bin/sh\necho \"$1\" > " + filepath.Join(dir, "url") + "\necho loud; echo louder >&2\n"
	if err := os.WriteFile(filepath.Join(dir, "xdg-open"), []byte(body), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	t.Setenv("DISPLAY", ":99")
	for _, name := range []string{"SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"} {
		t.Setenv(name, "")
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, stderr := os.Stdout, os.Stderr
	os.Stdout, os.Stderr = w, w
	err = NewBrowser().Open(t.Context(), "http://127.0.0.1:1/#T", false)
	os.Stdout, os.Stderr = stdout, stderr
	w.Close()
	said := make([]byte, 100)
	n, _ := r.Read(said)
	if err != nil || n > 0 {
		t.Errorf("opening: %v; the terminal got %q", err, said[:n])
	}
	if url, _ := os.ReadFile(filepath.Join(dir, "url")); strings.TrimSpace(string(url)) != "http://127.0.0.1:1/#T" {
		t.Errorf("the browser was given %q", url)
	}
	if tail := browserOutput.tail(); !strings.Contains(tail, "loud") {
		t.Errorf("the output is lost: %q", tail)
	}
}

func TestBrowserCommandIsSplitWithoutAShell(t *testing.T) {
	cases := map[string][]string{
		`firefox`:                             {"firefox"},
		`  firefox   --new-window  `:          {"firefox", "--new-window"},
		`"/opt/my browser/run" -p 'a b' x\ y`: {"/opt/my browser/run", "-p", "a b", "x y"},
		`open -a "Google Chrome"`:             {"open", "-a", "Google Chrome"},
		`x "" ''`:                             {"x", "", ""},
		`x $HOME; rm -rf /`:                   {"x", "$HOME;", "rm", "-rf", "/"},
		`x 'C:\dir'`:                          {"x", `C:\dir`},
		"x\ty\nz":                             {"x", "y", "z"},
	}
	for line, want := range cases {
		c, err := NewCommand(line)
		if err != nil || !slices.Equal(c.args, want) {
			t.Errorf("%q: %q, %v", line, c, err)
		}
	}
	for _, line := range []string{"", "   ", `"open`, `it's`, `x \`, `"" x`} {
		if c, err := NewCommand(line); !errors.Is(err, ErrCommand) {
			t.Errorf("%q: %q, %v", line, c, err)
		}
	}
}

func TestBrowserCommandGetsTheAddress(t *testing.T) {
	out := filepath.Join(t.TempDir(), "args")
	prog := script(t, `printf '%s|' "$@" > `+out)
	for line, want := range map[string]string{prog: "U|", prog + " -n": "-n|U|", prog + " --url=%s -z": "--url=U|-z|"} {
		c, err := NewCommand(line)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Open(t.Context(), "U", true); err != nil {
			t.Error(err)
		}
		if got, _ := os.ReadFile(out); string(got) != want {
			t.Errorf("%s got %q, want %q", line, got, want)
		}
	}
}

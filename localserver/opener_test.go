package localserver

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

	"aisdesk/aisclient/intake"
)

type openerFunc func(ctx context.Context, url string, asked bool) error

func (f openerFunc) Open(ctx context.Context, url string, asked bool) error {
	return f(ctx, url, asked)
}

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

func TestWhateverTheOpenerDoesTheSignInGoesOn(t *testing.T) {
	hang := script(t, "sleep 600")
	shouting := script(t, "head -c 1000000 /dev/zero | tr '\\0' 'x'; head -c 1000000 /dev/zero | tr '\\0' 'y' >&2; exit 3")
	cases := map[string]struct {
		line   string
		failed string // what the terminal is told, "" for nothing
	}{
		"missing":    {"/nowhere/browser", "/nowhere/browser"},
		"failing":    {script(t, "echo no display >&2; exit 1"), "no display"},
		"a megabyte": {shouting, "exit status 3"},
		"hanging":    {hang, ""},
		"fine":       {script(t, "exit 0"), ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			cmd, err := NewCommand(c.line)
			if err != nil {
				t.Fatal(err)
			}
			o := testOptions()
			o.Openers = []Opener{cmd}
			d := begin(t, o, intake.Request{})
			if d.wait(intake.LinkReady).URL == "" {
				t.Error("no URL to open by hand")
			}
			d.wait(intake.LinkOpening)
			if c.failed != "" {
				e := d.wait(intake.LinkOpenFailed)
				if s := e.Detail.String(); !strings.Contains(s, c.failed) || len(s) > 500 || strings.Contains(s, d.page.door.file) {
					t.Errorf("the terminal was told %q", s)
				}
			}
			if code, answer := d.post("/session", validSession); code != 200 {
				t.Errorf("by hand: %d %s", code, answer)
			}
			_, _ = d.end()
			d.gone(time.Now())
			if name == "hanging" {
				out, _ := exec.Command("pgrep", "-f", hang).Output()
				if len(strings.TrimSpace(string(out))) > 0 {
					t.Errorf("the hanging opener still runs: %s", out)
				}
			}
		})
	}
}

func TestAnOpenerThatBroughtThePageIsLeftAlone(t *testing.T) {
	ended := make(chan struct{})
	free := make(chan struct{})
	o := testOptions()
	o.Openers = []Opener{openerFunc(func(ctx context.Context, _ string, _ bool) error {
		defer close(ended)
		select {
		case <-ctx.Done():
			t.Error("the user's browser was ended")
		case <-free:
		}
		return nil
	})}
	d := begin(t, o, intake.Request{})
	d.event("opened", nil)
	d.post("/session", validSession)
	_, _ = d.end()
	_ = d.page.Close()
	close(free)
	<-ended
}

func TestOpenAgain(t *testing.T) {
	calls := make(chan bool, 10)
	block := make(chan struct{})
	o := testOptions()
	o.Openers = []Opener{openerFunc(func(_ context.Context, url string, asked bool) error {
		calls <- asked
		<-block
		return errors.New("failed for " + url)
	})}
	d := begin(t, o, intake.Request{})
	if <-calls {
		t.Error("the first opening was not asked for")
	}
	for range maxOpenings - 1 {
		if err := d.page.OpenAgain(t.Context()); err != nil {
			t.Error(err)
		}
		if !<-calls {
			t.Error("this opening was asked for")
		}
	}
	if err := d.page.OpenAgain(t.Context()); !errors.Is(err, ErrStillOpening) {
		t.Errorf("one too many: %v", err)
	}
	close(block)
	if e := d.wait(intake.LinkOpenFailed); strings.Contains(e.Detail.String(), d.page.door.file) {
		t.Errorf("the token is in %q", e.Detail)
	}
	d.mustStillWork()
	if err := d.page.OpenAgain(t.Context()); !errors.Is(err, ErrOver) {
		t.Error("opened again after the end")
	}
	none := begin(t, testOptions(), intake.Request{})
	if err := none.page.OpenAgain(t.Context()); !errors.Is(err, ErrNoOpener) {
		t.Errorf("without an opener: %v", err)
	}
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

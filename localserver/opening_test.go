package localserver

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"aisdesk/aisclient/intake"
	"aisdesk/localserver/opener"
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
			cmd, err := opener.NewCommand(c.line)
			if err != nil {
				t.Fatal(err)
			}
			o := testOptions()
			o.Openers = []opener.Opener{cmd}
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
			d.gone()
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
	o.Openers = []opener.Opener{openerFunc(func(ctx context.Context, _ string, _ bool) error {
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
	o.Openers = []opener.Opener{openerFunc(func(_ context.Context, url string, asked bool) error {
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

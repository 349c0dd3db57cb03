package screencmd

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"

	"golang.org/x/term"

	"aisdesk/aisclient/app"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/tui"
	"aisdesk/tui/line"
)

// runLines serves the accessible mode in place of the screen. It takes the signals itself: the first interrupt stops what
// runs, and only the next one leaves.
func (prog commands) runLines(ctx context.Context, a *app.App, start tui.Start) error {
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer signal.Stop(signals)
	o := line.Options{Policies: a.Config.Policies, Demo: a.Demo, In: prog.In, Out: prog.Out, Terminal: isTerminal(prog.In), Interrupts: signals,
		AnnounceEvery: prog.Loaded.AnnounceEvery, PageSize: prog.Loaded.PageSize, Copy: clipboardProgram(prog.Getenv)}
	switch start.At {
	case tui.AtVerify:
		o.Start.Request = &start.Request
	case tui.AtReply:
		o.Start.Reply = &start.Reply
	}
	err := line.Run(context.WithoutCancel(ctx), line.Of(a), o)
	if errors.Is(err, line.ErrInterrupted) {
		return &cli.CodeError{Code: cli.ExitCancelled, Err: errors.New("ended by a signal: what was saved stays")}
	}
	return err
}

func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// keyboard is where keys come from: the input, or where that is a reply, nil for the terminal itself.
func keyboard(in io.Reader) io.Reader {
	if !isTerminal(in) {
		return nil
	}
	return in
}

// clipboardPrograms put what they read on the clipboard, and the variable without which they cannot; empty needs none.
var clipboardPrograms = []struct{ variable, line string }{
	{"WAYLAND_DISPLAY", "wl-copy"}, {"DISPLAY", "xclip -selection clipboard"}, {"DISPLAY", "xsel --clipboard --input"}, {"", "pbcopy"}, {"", "clip.exe"},
}

// clipboardProgram is a way to the clipboard that writes nothing to the terminal; nil where there is none.
func clipboardProgram(getenv func(string) string) func(context.Context, string) error {
	for _, p := range clipboardPrograms {
		words := strings.Fields(p.line)
		path, err := exec.LookPath(words[0])
		if err != nil || p.variable != "" && getenv(p.variable) == "" {
			continue
		}
		return func(ctx context.Context, text string) error {
			c := exec.CommandContext(ctx, path, words[1:]...)
			c.Stdin = strings.NewReader(text)
			return c.Run()
		}
	}
	return nil
}

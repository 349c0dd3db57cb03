package sandboxcmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/localserver/sandbox"
)

// address is where a sandbox answers, and how it is asked.
type address struct {
	API     string `json:"api"`
	Widget  string `json:"widget"` // the widget's script
	Client  string `json:"client"`
	APIKey  string `json:"apiKey"`
	Control string `json:"control"` // the control page; its API stands below it
	Pace    string `json:"pace"`    // between two polls at this --speed, as 40ms
	// PaceSeconds is the same as a number of seconds, as AISDESK_SANDBOX_PACE has it.
	PaceSeconds float64 `json:"paceSeconds"`
	PID         int     `json:"pid,omitempty"` // in the file of the running sandbox
}

func (prog commands) serve(ctx context.Context, o sandbox.Options, f *serveFlags) error {
	if err := f.play.CheckCustomers(); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	if err := endWith(ctx, f.parent, stop); err != nil {
		return cli.Usage(err)
	}
	o.Received = (&requestLog{w: prog.Remarks()}).write
	s, err := sandbox.New(o) // its errors say what is wrong where
	if err != nil {
		return &cli.Mistakes{Err: err}
	}
	for _, w := range s.Warnings() {
		fmt.Fprintln(prog.Err, "warning:", w)
	}
	if names := sandbox.ReplacedCustomers(o.CustomersFile, o.OnlyCustomers); len(names) > 0 {
		fmt.Fprintf(prog.Remarks(), "in place of built-in customers the file has: %s\n", text.Clean(strings.Join(names, ", ")))
	}
	a := address{s.APIURL(), s.WidgetURL(), s.Client(), s.Key(), s.ControlURL(), cli.PollPause(o.Speed).String(), cli.PollPause(o.Speed).Seconds(), os.Getpid()}
	defer prog.remember(a)()
	if err := prog.announce(ctx, a, f); err != nil {
		return errors.Join(err, s.Close(ctx))
	}
	return s.Serve(ctx) // stopping it by hand is how it ends, and no error
}

// announce prints where the sandbox answers.
func (prog commands) announce(ctx context.Context, a address, f *serveFlags) error {
	if f.printEnv {
		return prog.printEnv(a)
	}
	a.PID = 0
	return prog.Print(ctx, &f.out, cli.Document{Value: a, Table: func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "API      %s\nwidget   %s\nclient   %s\nAPI key  %s\ncontrol  %s\n\nStop it with Ctrl-C.\n",
			a.API, a.Widget, a.Client, a.APIKey, a.Control)
		return err
	}})
}

// printEnv prints assignments for a shell, and ends the output, so that a command substitution goes on.
func (prog commands) printEnv(a address) error {
	p := &cli.Printer{W: prog.Out}
	for _, v := range []struct{ name, value string }{
		{"AISDESK_ENV", "sandbox"}, {"AISDESK_API_URL", a.API}, {"AISDESK_WIDGET_URL", a.Widget}, {"AISDESK_CLIENT", a.Client}, {"AISDESK_API_KEY", a.APIKey},
		{"AISDESK_SANDBOX_CLIENT", a.Client}, {"AISDESK_SANDBOX_KEY", a.APIKey}, // for aisdesk, which takes no other key to a sandbox
		{controlVariable, a.Control}, {"AISDESK_SANDBOX_PACE", strconv.FormatFloat(a.PaceSeconds, 'f', -1, 64)}, {"AISDESK_SANDBOX_PID", fmt.Sprint(a.PID)},
	} {
		p.Line("export %s='%s'", v.name, strings.ReplaceAll(v.value, "'", `'\''`))
	}
	if c, ok := prog.Out.(io.Closer); ok && p.Err == nil {
		return c.Close()
	}
	return p.Err
}

// requestLog prints requests, a line each.
type requestLog struct {
	mu sync.Mutex
	w  io.Writer
}

func (l *requestLog) write(r sandbox.Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	fmt.Fprintln(l.w, requestLine(r))
}

// requestLine is a request as people read it.
func requestLine(r sandbox.Request) string {
	status := fmt.Sprint(r.Status)
	if r.Status == 0 {
		status = "cut off"
	}
	line := fmt.Sprintf("%s  %-4s %s  %s", r.At.UTC().Format(time.TimeOnly), r.Method, r.Path, status)
	if r.Session != "" {
		line += "  session " + r.Session
	}
	if r.Scenario != "ok" {
		line += "  scenario " + r.Scenario
	}
	return text.Clean(line).String()
}

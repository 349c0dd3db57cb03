package importcmd

import (
	"fmt"
	"io"
	"strings"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// watcher is what takes the events of a verification, as the flags want them shown.
func (prog commands) watcher(h *headless) func(intake.Event) {
	h.started = time.Now()
	if h.out.Form == cli.NDJSON {
		return (&eventLines{w: prog.Out, started: h.started}).event
	}
	return (&progress{w: prog.Remarks(), needed: prog.Err, started: h.started}).event
}

// progress prints the steps of a verification, one line each.
type progress struct {
	w io.Writer
	// needed takes the link that the customer needs, what goes wrong at the sign-in, and what is lost.
	needed  io.Writer
	started time.Time
	state   intake.State
	last    string
}

func (p *progress) event(e intake.Event) {
	line, to := "", p.w
	switch {
	case e.Loss:
		line, to = "warning: "+e.Warning.String(), p.needed
	case !e.Warning.Empty():
		line = "note: " + e.Warning.String()
	case e.Link != nil:
		p.link(e.Link)
	case e.Poll != nil && e.Poll.Transient != nil:
		line = "poll failed, trying again: " + e.Poll.Transient.Error()
	case e.Poll != nil:
		line = fmt.Sprintf("import %s: %s", e.Poll.CommandID, e.Poll.State)
		if !aisclient.CommandState(e.Poll.State).Final() { // a final reply of the provider still says 0 %
			line += fmt.Sprintf(", %.0f %%", e.Poll.Progress)
		}
	case e.State != p.state && e.State != intake.Failed && e.State != intake.Cancelled:
		line = e.State.String()
		if e.Saved != "" {
			line += ": saved as " + e.Saved
		}
	}
	p.state = e.State
	if line == "" || line == p.last {
		return
	}
	p.last = line
	fmt.Fprintf(to, "%6.1fs  %s\n", time.Since(p.started).Seconds(), line)
}

// link prints a link to send on a line of its own, and what goes wrong at the sign-in.
func (p *progress) link(l *intake.LinkEvent) {
	switch l.Kind {
	case intake.LinkReady:
		fmt.Fprintf(p.needed, "Send this link to the customer, who signs in to the bank there:\n%s\n", text.Clean(l.URL))
	case intake.LinkWidgetError, intake.LinkPageError:
		fmt.Fprintf(p.needed, "%6.1fs  sign-in: %s\n", time.Since(p.started).Seconds(), strings.TrimSpace(l.Cause.String()+" "+l.Detail.String()))
	}
}

package importcmd

import (
	"io"
	"time"

	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// event is a line of "aisdesk import --format ndjson".
type event struct {
	// Event is state, poll, note, link, signIn or result, which is the last.
	Event   string  `json:"event"`
	Seconds float64 `json:"seconds"` // since the beginning
	// State is that of the verification, or of a poll that of the command.
	State     string    `json:"state,omitempty"`
	CommandID string    `json:"commandId,omitempty"`
	Progress  *float64  `json:"progress,omitempty"` // of a poll, 0 to 100 as the provider says it; informative only
	Message   text.Text `json:"message,omitzero"`   // of a note, a poll that failed for now, or a failed sign-in
	URL       string    `json:"url,omitempty"`      // of a link: what the customer opens
	ID        string    `json:"id,omitempty"`       // of the import, once it is saved
	Result    *Summary  `json:"result,omitempty"`
}

// eventLines writes events as lines of JSON. A reader that went away ends nothing: the import goes on.
type eventLines struct {
	w       io.Writer
	started time.Time
	state   intake.State
	any     bool
}

// seconds are those since a moment, to the millisecond: Duration.Seconds would write 4.6899999999999995.
func seconds(since time.Time) float64 { return float64(time.Since(since).Milliseconds()) / 1000 }

func (l *eventLines) event(e intake.Event) {
	out := event{Seconds: seconds(l.started), State: e.State.String()}
	switch {
	case !e.Warning.Empty():
		out.Event, out.Message = "note", e.Warning
	case e.Link != nil && e.Link.Kind == intake.LinkReady:
		out.Event, out.URL = "link", text.Clean(e.Link.URL).String()
	case e.Link != nil && (e.Link.Kind == intake.LinkWidgetError || e.Link.Kind == intake.LinkPageError):
		out.Event, out.Message = "signIn", text.Clean(e.Link.Cause.String()+" "+e.Link.Detail.String())
	case e.Link != nil:
		return
	case e.Poll != nil && e.Poll.Transient != nil:
		out.Event, out.Message = "poll", text.Clean(e.Poll.Transient.Error())
	case e.Poll != nil:
		share := e.Poll.Progress
		out.Event, out.CommandID, out.State, out.Progress = "poll", e.Poll.CommandID, string(e.Poll.State), &share
	case l.any && e.State == l.state:
		return
	default:
		out.Event, out.ID = "state", e.Saved
	}
	l.state, l.any = e.State, true
	_ = cli.WriteJSON(l.w, out)
}

package inspector

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/har"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
)

// replyItem is the reply on the screen.
func (p *Pane) replyItem() item {
	name := field.Plain(p.reply.Dataset.Name)
	shown := name
	if p.reply.Dataset.ID == "" { // a file's name can say whose it is
		shown = field.Masked(p.env.Theme, p.env.Masked, name)
	}
	return item{key: "reply " + name, title: "whole reply  " + shown, format: func(ctx context.Context) document {
		raw, err := p.reply.Raw(ctx)
		if err != nil {
			return newDocument([]string{"The reply cannot be read: " + err.Error()})
		}
		return newDocument(bodyLines(ctx, raw))
	}}
}

// warningItem is what the decoder did not know.
func (p *Pane) warningItem() item {
	ws, n := p.warnings, 0
	for _, w := range ws {
		n += w.Count
	}
	return item{
		key:   fmt.Sprintf("warnings %s %d", p.reply.Dataset.Name, n),
		title: "unknown to the decoder  " + english.Plural(n, "element", "elements"),
		format: func(context.Context) document {
			lines := []string{"The reply contains this, and this program does not know it. The saved reply is complete.", ""}
			for _, w := range ws {
				lines = append(lines, fmt.Sprintf("%8s  %s  %s", strconv.Itoa(w.Count), w.What, w.Path))
			}
			return newDocument(lines)
		},
	}
}

// callItem is one HTTP call.
func callItem(x *aisclient.Exchange) item {
	return item{key: fmt.Sprintf("call %d %d", x.Seq, x.Started.UnixNano()), call: x,
		format: func(ctx context.Context) document { return callDocument(ctx, x) }}
}

// maxCopy is the most that a terminal is asked to put on the clipboard.
const maxCopy = 100_000

func (p *Pane) copyAll() tea.Cmd { return p.copy(strings.Join(p.doc.lines, "\n"), "the entry") }

// copy puts a text on the clipboard, unless the privacy mask is on or it is too large.
func (p *Pane) copy(s, what string) tea.Cmd {
	switch {
	case p.env.Masked:
		return p.env.Inform(pane.Warn, masked)
	case s == "":
		return nil
	case len(s) > maxCopy:
		return p.env.Inform(pane.Warn, "too large for the clipboard: "+field.Size(int64(len(s))))
	}
	return p.env.Send(pane.Copy{Text: s, What: what})
}

// chosenCall is the HTTP call under the cursor; nil on other entries.
func (p *Pane) chosenCall() *aisclient.Exchange {
	if p.list.Cursor < 0 || p.list.Cursor >= len(p.items) {
		return nil
	}
	return p.items[p.list.Cursor].call
}

// copyCurl copies the request under the cursor as a command; secrets are variables in it.
func (p *Pane) copyCurl() tea.Cmd { return p.copy(har.Curl(*p.chosenCall()), "the call as curl") }

// copyHAR copies all calls as an HTTP Archive, without the secrets.
func (p *Pane) copyHAR() tea.Cmd {
	b, err := har.Archive(p.calls(), p.env.Version)
	if err != nil {
		return p.env.Inform(pane.Warn, err.Error())
	}
	return p.copy(string(b), "all calls as HAR")
}

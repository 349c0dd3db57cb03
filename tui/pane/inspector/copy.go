package inspector

import (
	"context"
	"io"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/har"
	ledgerexport "aisdesk/aisclient/ledger/export"
	"aisdesk/aisclient/text"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/export"
)

// maxCopy is the most that a terminal is asked to put on the clipboard, in bytes.
const maxCopy = 100_000

// copies are the actions that copy what is under the cursor, or all calls.
func (p *Pane) copies() []pane.Action {
	call := p.chosenCall()
	noCall, noCalls := "this entry is no call, so there is nothing to copy as curl or HAR: choose a call; y copies the entry", "no call was recorded"
	return []pane.Action{
		pane.Key("y", "copy all").Unless(len(p.items) == 0).Call(p.copyAll),
		pane.Key("C", "copy the call as curl").Unless(call == nil).Because(noCall).Call(func() tea.Cmd { return p.copy(har.Curl(*call), "the call as curl", "call", ".sh") }),
		pane.Key("h", "copy the call as HAR, or write a file").Unless(call == nil).Because(noCall).Call(func() tea.Cmd {
			return copyHAR(p, []aisclient.Exchange{*call}, "the call as HAR", "call")
		}),
		pane.Key("H", "copy all calls as HAR, or write a file").Unless(len(p.calls()) == 0).Because(noCalls).Call(func() tea.Cmd {
			return copyHAR(p, p.calls(), "all calls as HAR", "calls")
		}),
	}
}

func (p *Pane) copyAll() tea.Cmd {
	return p.copy(strings.Join(p.doc.lines, "\n"), "the entry", "entry", ".txt")
}

// chosenCall is the HTTP call under the cursor; nil on other entries.
func (p *Pane) chosenCall() *aisclient.Exchange {
	if p.list.Cursor < 0 || p.list.Cursor >= len(p.items) {
		return nil
	}
	return p.items[p.list.Cursor].call
}

// copyHAR copies calls as an HTTP Archive, without the secrets.
func copyHAR(p *Pane, calls []aisclient.Exchange, what, name string) tea.Cmd {
	b, err := har.Archive(calls, p.env.Version)
	if err != nil {
		return p.env.Inform(pane.Warn, err.Error())
	}
	return p.copy(string(b), what, name, ".har")
}

// copy puts a text on the clipboard, unless the privacy mask is on. What is too large for the clipboard is offered as a file,
// whose proposed name has the parts name and ext.
func (p *Pane) copy(s, what, name, ext string) tea.Cmd {
	switch {
	case p.env.Masked:
		return p.env.Inform(pane.Warn, masked)
	case s == "":
		return nil
	case len(s) > maxCopy:
		return offerFile(p, s, what, export.Proposal(p.env, p.reply.Dataset, name, ext))
	}
	return p.env.Send(pane.Copy{Text: s, What: what})
}

// offerFile asks whether a text goes to a file.
func offerFile(p *Pane, s, what, path string) tea.Cmd {
	if p.export.Busy() {
		return p.env.Inform(pane.Info, "a file is being written")
	}
	p.export.Env, p.export.Accept = p.env, func(string) error { return nil }
	return p.env.Send(pane.Ask{
		Title: "Too large for the clipboard",
		Lines: []string{
			"It is " + field.Size(int64(len(s))) + ". The file is " + text.Clean(p.export.Target(path)).String() + ".",
			"It holds what the bank said of the customer; keys and signatures are not in it.",
		},
		Agree: "write the file", Decline: "leave it",
		Yes: func() tea.Cmd {
			return p.export.Start(path, what, func(_ context.Context, f export.File) error {
				return ledgerexport.WriteFile(f.Path, f.Overwrite, func(w io.Writer) error { _, err := io.WriteString(w, s); return err })
			})
		},
	})
}

// Unfinished is what would be lost if the program ended now.
func (p *Pane) Unfinished() string { return p.export.Unfinished() }

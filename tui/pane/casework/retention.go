package casework

import (
	"context"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/casefile"
	"aisdesk/tui/pane"
)

// end asks what is needed to keep a case longer or shorter, to erase it, and to add a statement file.
type end struct{ pane *Pane }

// addFile asks for a statement file. It confirms nothing alone.
func (e end) addFile() {
	p := e.pane
	p.ask("statement file: ", "its path", "add it", func(path string) (act, string) {
		if path == "" {
			return nil, "name the file"
		}
		return func(ctx context.Context, id string) (tea.Msg, error) {
			importID, err := p.env.Cases.AddFile(ctx, id, path, "")
			if err != nil {
				return nil, err
			}
			f, err := p.env.Cases.Foreign(ctx, id, importID)
			if f == nil || err != nil {
				return nil, err
			}
			said := "written in the case, but "
			if p.env.Masked {
				return pane.Notice{Level: pane.Warn, Text: said + "the file is of nobody in it"}, nil
			}
			return pane.Notice{Level: pane.Warn, Text: said + f.String()}, nil
		}, ""
	})
}

// moveExpiry asks for the day from which the case may be erased, and why.
func (e end) moveExpiry() {
	p := e.pane
	p.ask("keep until: ", "YYYY-MM-DD, and why", "move the day", func(said string) (act, string) {
		day, reason, _ := strings.Cut(said, " ")
		d, err := aisclient.ParseDate(day)
		if err != nil {
			return nil, "begin with a day: YYYY-MM-DD"
		}
		return func(ctx context.Context, id string) (tea.Msg, error) {
			_, err := p.env.Cases.Act(ctx, id, casefile.Expiry{Expires: d.Time(), Reason: strings.TrimSpace(reason)})
			return nil, err
		}, ""
	})
}

// eraseWord is typed before a case is erased.
const eraseWord = "ERASE"

// erasable switches the action off where there is no case to erase.
func (e end) erasable(a pane.Action) pane.Action {
	if e.pane.state() == nil && !a.Off {
		return a.Unless(true).Because("this import stands alone: d in the library deletes it")
	}
	return a
}

// erase asks for the word and the reason.
func (e end) erase() {
	p := e.pane
	p.ask("type "+eraseWord+" and why: ", "all imports, notes and decisions are erased; the headers of events stay", "erase the case", func(said string) (act, string) {
		word, reason, _ := strings.Cut(said, " ")
		reason = strings.TrimSpace(reason)
		if word != eraseWord || reason == "" {
			return nil, "type " + eraseWord + ", then why: the reason stays in the case"
		}
		return func(ctx context.Context, id string) (tea.Msg, error) {
			return pane.Back{}, p.env.Cases.Erase(ctx, id, reason)
		}, ""
	})
}

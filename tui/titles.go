package tui

import (
	"io"
	"net/url"
	"os"
	"strings"

	"github.com/charmbracelet/x/ansi"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
)

// titles is what the terminal's window or tab is called: the place and what is under way, and never what a bank said.
type titles struct {
	on     bool         // the terminal has a title
	linked bool         // the terminal knows links
	stage  intake.State // of the verification in progress, Idle for none
	last   string
}

// progressWords say how far a verification is.
var progressWords = map[intake.State]string{
	intake.Linking: "waiting for the sign-in", intake.SignedIn: "signed in", intake.Importing: "importing", intake.Saving: "saving",
}

// title says where the program is, and what is under way.
func (c *compositor) title() string {
	said := "aisdesk - " + c.nav.top().Title()
	if n := len(c.dialogs.open); n > 0 {
		if o, ok := c.dialogs.open[n-1].(*confirm); ok {
			said += ", " + o.ask.Title
		}
	}
	if state := progressWords[c.titles.stage]; state != "" {
		said += ", " + state
	}
	return text.Clean(said).String()
}

// retitle sets the window's title when it is another.
func (c *compositor) retitle() tea.Cmd {
	if !c.titles.on || len(c.nav.screens) == 0 {
		return nil
	}
	title := c.title()
	if title == c.titles.last {
		return nil
	}
	c.titles.last = title
	return c.work.Spawn(func() tea.Msg {
		_, _ = io.WriteString(c.output, ansi.SetWindowTitle(title)) // a terminal without a title is as good
		return nil
	})
}

// target is where a link on the screen leads: a page, or a file of this machine by its path from the root on. It is empty
// where the terminal knows no links, and of what is neither.
func (c *compositor) target(address string) string {
	if !c.titles.linked {
		return ""
	}
	if strings.HasPrefix(address, "/") {
		host, _ := os.Hostname() // a terminal elsewhere must not open its own file of that name
		return (&url.URL{Scheme: "file", Host: host, Path: address}).String()
	}
	for _, r := range address {
		if r <= ' ' || r > '~' {
			return ""
		}
	}
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return address
	}
	return ""
}

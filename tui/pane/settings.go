package pane

import "maps"

// Settings are what the user can change and the program remembers. The API key is none of them.
type Settings struct {
	Theme string // a theme.Name; empty is dark
	// Language is the locale of the link page and the widget.
	Language string
	Country  string
	Target   string
	// Period is the last preset: 90d, 6m, 1y, or a date.
	Period string
	// AccessMode is SINGLE, MULTIPLE or MIXED; empty sends none.
	AccessMode string
	// OpenBrowser asks the system's browser to open the link page.
	OpenBrowser bool
	// RetentionDays is how long a saved import is kept; 0 keeps it until it is deleted.
	RetentionDays int
	Mouse         bool
	Masked        bool
	// Memory is what panes remember, by "pane/what".
	Memory map[string]string
}

// Clone copies the settings with their memory.
func (s Settings) Clone() Settings {
	s.Memory = maps.Clone(s.Memory)
	return s
}

package app

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"aisdesk/aisclient/atomicfile"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// Settings are what the user can change and the program remembers. The API key is none of them.
type Settings struct {
	Theme string // the name of a theme, or auto, which follows the terminal's background; empty is auto
	// Numbers is how amounts are written on the screen: auto (empty too) follows the system's language, or plain, comma,
	// space, point.
	Numbers string
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

// Settings returns what the user chose, and the config where nothing was chosen. Nothing opens a browser where the
// command line or the config file says no.
func (a *App) Settings() Settings {
	c := a.Config
	s := a.settings.load(Settings{Theme: "auto", Period: "90d", OpenBrowser: true, RetentionDays: int(c.Retention / day),
		Language: c.Widget.Locale, Country: c.Widget.Country, Target: c.Widget.Target, AccessMode: c.Widget.AccessMode})
	s.OpenBrowser = s.OpenBrowser && !c.NoOpen
	return s
}

// SaveSettings saves what the user chose. A --no-open of this run is not remembered for the next. It fails where the file of the
// settings cannot be written.
func (a *App) SaveSettings(s Settings) error {
	if a.Config.NoOpen {
		s.OpenBrowser = a.settings.load(Settings{OpenBrowser: true}).OpenBrowser
	}
	if err := a.settings.save(s); err != nil {
		return err
	}
	if store, err := a.archive.get(); err == nil {
		store.SetRetention(retention(a.Config, a.settings))
	}
	return nil
}

// settingsStore is the file of the settings. It holds no secret.
type settingsStore struct{ dir string }

const settingsFile = "settings.json"

// load lays what was saved over d. What cannot be read counts as nothing: choices are made again in no time.
func (s settingsStore) load(d Settings) Settings {
	b, err := os.ReadFile(filepath.Join(s.dir, settingsFile))
	if err != nil {
		return d
	}
	saved := d
	if json.Unmarshal(b, &saved) != nil {
		return d
	}
	return saved
}

// save writes the file whole or not at all.
func (s settingsStore) save(v Settings) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err == nil {
		err = replaceFile(s.dir, settingsFile, append(b, '\n'))
	}
	if err != nil {
		return fmt.Errorf("the settings could not be saved: %w", err)
	}
	return nil
}

// replaceFile replaces a small file of the program's own, whole or not at all, in a directory that it makes if needed.
func replaceFile(dir, name string, b []byte) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	return atomicfile.WriteFile(filepath.Join(dir, name), atomicfile.Options{}, atomicfile.Bytes(b))
}

// MemoryAccessible is where Memory keeps whether the program starts in its accessible mode: "yes", "no", or "" for what the
// command line and the environment say.
const MemoryAccessible = "program/accessible"

// MemoryViews is where Memory keeps the views of transactions that were saved under names.
const MemoryViews = "transactions/views"

// SavedView is a view of transactions under a name: its filter, period and sort as they are typed.
type SavedView struct {
	Name   string `json:"name"`
	Filter string `json:"filter"`
	Period string `json:"period,omitempty"`
	Sort   string `json:"sort,omitempty"`
}

// NewSavedView is a view under a name.
func NewSavedView(name, filter string, period ledger.Period, sort []ledger.SortKey) SavedView {
	return SavedView{name, filter, strings.TrimPrefix(period.Filter(), "date:"), ledger.FormatSort(sort)}
}

// SavedViews are the views that Memory keeps. The file is from outside, so they are cleaned; what cannot be read is as good as none.
func SavedViews(kept string) (all []SavedView) {
	_ = json.Unmarshal([]byte(kept), &all)
	for i, v := range all {
		all[i] = SavedView{text.Clean(v.Name).String(), text.Clean(v.Filter).String(), text.Clean(v.Period).String(), text.Clean(v.Sort).String()}
	}
	return all
}

// WithView puts a view among others; one of its name is replaced, which it reports.
func WithView(all []SavedView, v SavedView) (_ []SavedView, replaced bool) {
	if i := slices.IndexFunc(all, func(o SavedView) bool { return o.Name == v.Name }); i >= 0 {
		all = slices.Clone(all)
		all[i] = v
		return all, true
	}
	return append(all, v), false
}

const day = 24 * time.Hour

// retention is how long an import is kept: what a variable or the config file says, or else what was chosen on
// the settings screen. It is negative for imports that are kept until they are deleted.
func retention(c Config, s settingsStore) time.Duration {
	if c.RetentionFixed {
		return c.Retention
	}
	days := s.load(Settings{RetentionDays: int(c.Retention / day)}).RetentionDays
	if days <= 0 {
		return -1
	}
	return time.Duration(days) * day
}

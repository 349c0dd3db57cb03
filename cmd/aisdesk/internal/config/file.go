package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"reflect"
	"runtime"

	"github.com/BurntSushi/toml"

	"aisdesk/aisclient/verify/policy"
)

// table holds the settings of the top level, or those of a profile.
type table struct {
	Environment    string `toml:"environment"`
	Client         string `toml:"client"`
	APIKey         string `toml:"api_key"`
	APIKeyFrom     string `toml:"api_key_from"`
	APIURL         string `toml:"api_url"`
	WidgetURL      string `toml:"widget_url"`
	DataDir        string `toml:"data_dir"`
	Archive        string `toml:"archive"`
	CacheMB        *int   `toml:"cache_mb"`
	Browser        string `toml:"browser"`
	NoOpen         *bool  `toml:"no_open"`
	Port           *int   `toml:"port"`
	Timeout        string `toml:"timeout"`
	RetentionDays  *int   `toml:"retention_days"`
	MaxReplyMB     *int   `toml:"max_reply_mb"`
	Encrypt        string `toml:"encrypt"`
	Accessible     *bool  `toml:"accessible"`
	AnnounceEvery  string `toml:"announce_every"`
	Motion         string `toml:"motion"`
	Cursor         string `toml:"cursor"`
	PageSize       *int   `toml:"page_size"`
	Callback       string `toml:"callback"`
	CallbackSecret string `toml:"callback_secret"`
	// Tables must stand last: in a file of this kind one ends the settings above it.
	Widget widgetTable `toml:"widget"`
	Case   caseTable   `toml:"case"`
}

// file is the config file. Unknown keys are refused: a misspelt setting must not be silently without effect.
type file struct {
	table
	// Profiles are settings for further clients, by name.
	Profiles map[string]table

	policies []policy.Policy
	lines    lines
	mistakes []error // what of it could not be read
}

// err is what of the file could not be read: one mistake, or several.
func (f *file) err() error { return oneOrSeveral(f.mistakes) }

// readFile reads the config file. A missing file is an empty one unless it was asked for by name.
func readFile(path string, mustExist bool) (*file, error) {
	f := &file{}
	in, err := OpenFile(path)
	if errors.Is(err, fs.ErrNotExist) && !mustExist {
		return f, nil
	}
	if err != nil {
		return nil, fmt.Errorf("config file: %w", err)
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return nil, fmt.Errorf("config file: %w", err)
	}
	if err := Trusted("config file", path, info); err != nil {
		return nil, err
	}
	data, err := io.ReadAll(in)
	if err != nil {
		return nil, fmt.Errorf("config file: %w", err)
	}
	var document map[string]any
	_, err = toml.Decode(string(data), &document)
	if perr, ok := errors.AsType[toml.ParseError](err); ok {
		key := ""
		if perr.LastKey != "" {
			key = perr.LastKey + ": "
		}
		return nil, fmt.Errorf("config file %s, line %d: %s%s", path, perr.Position.Line, key, perr.Message)
	}
	if err != nil {
		return nil, fmt.Errorf("config file %s: %w", path, err)
	}
	f.read(path, data, document)
	if f.holdsSecret() && OthersRead(info) {
		return nil, fmt.Errorf("config file %s holds a secret and others can read it (mode %04o). Run: chmod 600 %s",
			path, info.Mode().Perm(), path)
	}
	return f, nil
}

// read reads what the document says, and keeps every mistake in it. Policies are read by their own package.
func (f *file) read(path string, data []byte, document map[string]any) {
	fit := &fitter{path: path, lines: linesOf(string(data))}
	fit.table("", reflect.ValueOf(&f.table).Elem(), document, []string{"profile", "policy"})
	if profiles, ok := document["profile"]; ok {
		fit.fit("profile", reflect.ValueOf(&f.Profiles).Elem(), profiles)
	}
	f.lines, f.mistakes = fit.lines, fit.mistakes
	var err error
	if f.policies, err = policy.Settings("config file "+path, data); err != nil {
		f.mistakes = append(f.mistakes, err)
	}
}

// OthersRead reports whether a file is readable by others than its owner, as far as modes tell.
func OthersRead(info fs.FileInfo) bool {
	return runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0
}

// Trusted refuses a file that others can change, as ssh does with its own: whoever writes the settings says where
// the key goes and what is started.
func Trusted(what, path string, info fs.FileInfo) error {
	if info.IsDir() {
		return fmt.Errorf("%s %s is a folder, not a file: name the file itself", what, path)
	}
	if runtime.GOOS == "windows" {
		return nil // has no file modes
	}
	if uid, known := owner(info); known && uid != 0 && uid != os.Geteuid() {
		return fmt.Errorf("%s %s belongs to another user (id %d) and is not read. Make a copy of your own", what, path, uid)
	}
	if info.Mode().Perm()&0o022 != 0 && !info.Mode().IsRegular() {
		return fmt.Errorf("%s %s is no ordinary file, can be changed by others (mode %04o) and is not read: name a file of your own", what, path, info.Mode().Perm())
	}
	if info.Mode().Perm()&0o022 != 0 {
		return fmt.Errorf("%s %s can be changed by others (mode %04o) and is not read. Run: chmod go-w %s",
			what, path, info.Mode().Perm(), path)
	}
	return nil
}

// holdsSecret reports whether a key or another secret stands in the file itself.
func (f *file) holdsSecret() bool {
	held := f.APIKey + f.CallbackSecret
	for _, p := range f.Profiles {
		held += p.APIKey + p.CallbackSecret
	}
	return held != ""
}

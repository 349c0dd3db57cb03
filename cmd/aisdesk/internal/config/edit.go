package config

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"

	"github.com/BurntSushi/toml"

	"aisdesk/aisclient/atomicfile"
)

// Assignment gives a setting a value, under its name in the file: "client", "case.author". An empty value takes it out.
type Assignment struct{ Key, Value string }

// Place is where the settings of one client stand: a file, and a profile in it.
type Place struct {
	File    string
	Profile string // empty for the top level

	text   string
	values map[string]any // of the whole file
}

var profileName = regexp.MustCompile(`^[A-Za-z0-9_-]{1,40}$`)

// PlaceOf reads the file of the settings, which need not be there, for a profile, which need not be there either. It fails where
// the profile's name is none, and where the file cannot be read or has mistakes.
func PlaceOf(flags Flags, getenv func(string) string) (*Place, error) {
	p := &Place{Profile: flags["profile"]}
	if p.Profile == "" {
		p.Profile = strings.TrimSpace(getenv("AISDESK_PROFILE"))
	}
	if p.Profile != "" && !profileName.MatchString(p.Profile) {
		return nil, errors.New("a profile's name has up to 40 letters, digits, hyphens and underscores")
	}
	var err error
	if p.File, err = configPath(flags, &home{getenv: getenv, system: systemHome}); err != nil {
		return nil, err
	}
	f, err := readFile(p.File, false)
	if err == nil {
		err = f.err()
	}
	if err != nil {
		return nil, err
	}
	b, err := os.ReadFile(p.File)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("config file: %w", err)
	}
	p.text = string(b)
	_, err = toml.Decode(p.text, &p.values)
	return p, err
}

// Value is what the file says in this place; empty where it says nothing.
func (p *Place) Value(key string) string {
	at, name := within(p.values, p.tableOf(key), false)
	if s, ok := at[name]; ok {
		return fmt.Sprint(s)
	}
	return ""
}

// tableOf is the path of a setting: its tables and its name.
func (p *Place) tableOf(key string) []string {
	path := strings.Split(key, ".")
	if p.Profile != "" {
		path = append([]string{"profile", p.Profile}, path...)
	}
	return path
}

// within walks down to the table of a path and returns it with the last name; nil where it is not there and not to be made.
func within(m map[string]any, path []string, makes bool) (map[string]any, string) {
	for _, name := range path[:len(path)-1] {
		next, ok := m[name].(map[string]any)
		if !ok {
			if !makes {
				return nil, ""
			}
			next = map[string]any{}
			m[name] = next
		}
		m = next
	}
	return m, path[len(path)-1]
}

// With is the file's text with other values in this place; what else stands there, comments too, stays. It fails where the
// file is written in a way that cannot be changed line by line.
func (p *Place) With(set []Assignment) (string, error) {
	lines := strings.Split(strings.TrimSuffix(p.text, "\n"), "\n")
	if p.text == "" {
		lines = nil
	}
	want := map[string]any{}
	if _, err := toml.Decode(p.text, &want); err != nil {
		return "", err
	}
	for _, a := range set {
		path := p.tableOf(a.Key)
		at, name := within(want, path, a.Value != "")
		line := ""
		if a.Value == "" {
			delete(at, name)
		} else {
			at[name], line = a.Value, tomlLine(name, a.Value)
		}
		lines = setLine(lines, strings.Join(path[:len(path)-1], "."), name, line)
	}
	changed := strings.Join(lines, "\n") + "\n"
	var got map[string]any
	if _, err := toml.Decode(changed, &got); err != nil || !reflect.DeepEqual(got, want) {
		return "", fmt.Errorf("%s is written in a way that cannot be changed here; change it with an editor", p.File)
	}
	return changed, nil
}

// tomlLine is an assignment as TOML writes it.
func tomlLine(name, value string) string {
	var b bytes.Buffer
	_ = toml.NewEncoder(&b).Encode(map[string]string{name: value}) // a string can always be written
	return strings.TrimSuffix(b.String(), "\n")
}

// setLine puts a line in the place of a setting's in a section, or behind the section's last setting, or takes it out.
func setLine(lines []string, section, name, line string) []string {
	begin, end := sectionLines(lines, section)
	if begin < 0 && line == "" {
		return lines
	}
	if begin < 0 {
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		return append(lines, "["+section+"]", line)
	}
	last := begin
	for i := begin; i < end; i++ {
		key, _, found := strings.Cut(lines[i], "=")
		if found && strings.TrimSpace(key) == name {
			if line == "" {
				return append(lines[:i:i], lines[i+1:]...)
			}
			return append(append(lines[:i:i], line), lines[i+1:]...)
		}
		if l := strings.TrimSpace(lines[i]); l != "" && !strings.HasPrefix(l, "#") {
			last = i + 1 // a comment below it is the next section's
		}
	}
	if line == "" {
		return lines
	}
	rest := append([]string{}, lines[last:]...)
	return append(append(lines[:last:last], line), rest...)
}

// sectionLines is from where to where the lines of a section stand, its heading left out; -1 where it is not there.
func sectionLines(lines []string, section string) (begin, end int) {
	begin = -1
	if section == "" {
		begin = 0
	}
	for i, l := range lines {
		heading := strings.TrimSpace(l)
		switch {
		case !strings.HasPrefix(heading, "["):
		case begin >= 0:
			return begin, i
		case heading == "["+section+"]":
			begin = i + 1
		}
	}
	return begin, len(lines)
}

// Write replaces the file, which is its user's alone from then on. A file that a symbolic link names is changed where it is.
func (p *Place) Write(text string) error {
	path := p.File
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	return WriteOwn(path, []byte(text))
}

// WriteOwn writes a file that its user alone can read and write, and makes its folder where there is none. It fails where the
// system does not let it.
func WriteOwn(path string, b []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return atomicfile.WriteFile(path, atomicfile.Options{}, atomicfile.Bytes(b))
}

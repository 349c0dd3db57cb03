package wire

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"aisdesk/tui/pane"
)

// remembered is the file of what the program remembers of its user's choices. It holds no secret.
type remembered struct{ dir string }

const rememberedName = "settings.json"

// load returns what was kept. What cannot be read is as good as nothing: choices are made again in no time.
func (r remembered) load(d pane.Settings) pane.Settings {
	b, err := os.ReadFile(filepath.Join(r.dir, rememberedName))
	if err != nil {
		return d
	}
	s := d
	if json.Unmarshal(b, &s) != nil {
		return d
	}
	return s
}

// save writes the file whole or not at all.
func (r remembered) save(s pane.Settings) error {
	b, err := json.MarshalIndent(s, "", "  ")
	if err == nil {
		err = writeWhole(r.dir, rememberedName, append(b, '\n'))
	}
	if err != nil {
		return fmt.Errorf("the settings could not be kept: %w", err)
	}
	return nil
}

// writeWhole replaces a small file of the program's own by way of a temporary one beside it.
func writeWhole(dir, name string, b []byte) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	sweep(dir, name)
	f, err := os.CreateTemp(dir, "."+name+".*")
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(dir, name))
	}
	if err != nil {
		if rm := os.Remove(f.Name()); rm != nil && !errors.Is(rm, fs.ErrNotExist) {
			err = errors.Join(err, rm)
		}
	}
	return err
}

// abandoned is how old a temporary file must be that belongs to no program any more; writing one takes moments.
const abandoned = 10 * time.Minute

// sweep removes the temporary files of programs that were killed while they wrote a file.
func sweep(dir, name string) {
	files, _ := os.ReadDir(dir)
	for _, f := range files {
		if !strings.HasPrefix(f.Name(), "."+name+".") || !f.Type().IsRegular() {
			continue
		}
		if info, err := f.Info(); err == nil && time.Since(info.ModTime()) > abandoned {
			_ = os.Remove(filepath.Join(dir, f.Name()))
		}
	}
}

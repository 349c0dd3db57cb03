package line

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"aisdesk/aisclient/ledger/export"
)

// expandHome reads ~ as a shell would.
func expandHome(path string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	return path
}

// writeFile writes a file and says so; it asks before it writes over one.
func (s *conversation) writeFile(path string, write func(overwrite bool) error) error {
	err := write(false)
	if errors.Is(err, export.ErrExists) {
		s.out.say("There is a file %s already", path)
		if err := s.confirm("overwrite"); err != nil {
			return err
		}
		err = write(true)
	}
	if err == nil {
		s.out.say("Written: %s", path)
	}
	return err
}

func writeBytes(path string, overwrite bool, b []byte) error {
	return export.WriteFile(path, overwrite, func(w io.Writer) error { _, err := w.Write(b); return err })
}

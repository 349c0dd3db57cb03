package export

import (
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// An export that was killed leaves its part of the rows; the next export into the folder takes it away. What may
// still be written, and what is not an export's, stays.
func TestAnExportTakesAwayWhatAKilledOneLeft(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a [folder]*")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, age := range map[string]time.Duration{
		".aisdesk-ABCDEFGHIJ.part": time.Hour, ".aisdesk-KLMNOPQRST.part": 0, ".aisdesk-mine.part": time.Hour, "aisdesk.part": time.Hour,
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, time.Time{}, time.Now().Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	write := func(w io.Writer) error { _, err := w.Write([]byte("rows")); return err }
	if err := WriteFile(filepath.Join(dir, "rows.csv"), false, write); err != nil {
		t.Fatal(err)
	}
	for name, stays := range map[string]bool{
		"rows.csv": true, ".aisdesk-ABCDEFGHIJ.part": false, ".aisdesk-KLMNOPQRST.part": true, ".aisdesk-mine.part": true, "aisdesk.part": true,
	} {
		if _, err := os.Stat(filepath.Join(dir, name)); (err == nil) != stays {
			t.Errorf("%s: %v", name, err)
		}
	}
}

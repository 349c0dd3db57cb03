package app

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A program that is killed while it saves the settings leaves a temporary file, which a later one takes away. One
// that may still be written, and files of other names, stay.
func TestSavingSettingsTakesAwayWhatAKilledProgramLeft(t *testing.T) {
	dir := t.TempDir()
	for name, age := range map[string]time.Duration{".aisdesk-ABCDEFGHIJ.part": time.Hour, ".aisdesk-KLMNOPQRST.part": 0, ".other.json.789": time.Hour} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte("{"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, time.Time{}, time.Now().Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	if err := (settingsStore{dir}).save(Settings{}); err != nil {
		t.Fatal(err)
	}
	for name, stays := range map[string]bool{settingsFile: true, ".aisdesk-ABCDEFGHIJ.part": false, ".aisdesk-KLMNOPQRST.part": true, ".other.json.789": true} {
		if _, err := os.Stat(filepath.Join(dir, name)); (err == nil) != stays {
			t.Errorf("%s: %v", name, err)
		}
	}
}

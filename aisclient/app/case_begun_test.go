package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// What a program left that was killed before the first event of a case goes after its time, and is no case that was erased.
func TestACaseWithoutEventsIsSwept(t *testing.T) {
	a := offlineApp(t, func(c *Config) { c.Case.Keep = 24 * time.Hour })
	put(t, a, "jan", xmlReply("Bank", "Jan Kowalski", ibanA, "1.00"))
	begun := func(id string, age time.Duration) string {
		dir := filepath.Join(a.Config.DataDir, "cases", id)
		must(t, os.MkdirAll(dir, 0o700))
		path := filepath.Join(dir, strings.Repeat("a", 64)+".body")
		must(t, os.WriteFile(path, []byte("x"), 0o600))
		made := time.Now().Add(-age)
		must(t, os.Chtimes(path, made, made))
		return path
	}
	old, young := begun("20260101T000000Z-abcdefabcdef2", 25*time.Hour), begun("20260101T000000Z-abcdefabcdef3", time.Hour)
	erased, err := a.Cases.Retention.Purge(t.Context(), a.opts.Now(), 0)
	if must(t, err); len(erased) > 0 {
		t.Errorf("erased: %v", erased)
	}
	if _, err := os.Stat(old); !os.IsNotExist(err) {
		t.Errorf("the old body: %v", err)
	}
	if _, err := os.Stat(young); err != nil {
		t.Error(err)
	}
}

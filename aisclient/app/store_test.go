package app

import (
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"aisdesk/aisclient/archive"
)

// A program that ends soon does not sweep the archive, which looks at every import; one that goes on does.
func TestAProgramThatEndsSoonDoesNotSweep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		sweptAfter := func(d time.Duration) bool {
			l := &lazyArchive{open: func() (*archive.Store, error) { return archive.Open(dir, archive.Options{}) }}
			if _, err := l.get(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(d)
			synctest.Wait()
			l.close()
			_, err := os.Stat(filepath.Join(dir, "tidied"))
			return err == nil
		}
		if sweptAfter(tidyAfter - time.Millisecond) {
			t.Error("a program that ended soon swept the archive")
		}
		if !sweptAfter(tidyAfter + time.Millisecond) {
			t.Error("a program that went on did not sweep the archive")
		}
	})
}

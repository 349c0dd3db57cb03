package disk

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// An import can be deleted by another program between the opening of its directory and the look into it.
func TestADirectoryThatIsRemovedWhileItIsReadIsNotFound(t *testing.T) {
	parent := filepath.Join(t.TempDir(), "import")
	if err := os.Mkdir(parent, 0o700); err != nil {
		t.Fatal(err)
	}
	dir, err := os.OpenRoot(parent)
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	if err := os.Remove(parent); err != nil {
		t.Skip("this system keeps a directory that is open:", err)
	}
	if entries, err := ReadDir(dir); len(entries) > 0 || !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v, %v; want ErrNotFound", entries, err)
	}
}

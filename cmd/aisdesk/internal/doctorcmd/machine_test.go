package doctorcmd

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"
	"testing"
)

type modeOf struct {
	fs.FileInfo
	mode fs.FileMode
}

func (m modeOf) Mode() fs.FileMode { return fs.ModeDir | m.mode }

// A folder that takes nothing is a failure whoever can look into it, and no advice changes the mode of a folder that others need.
func TestAFolderThatIsThere(t *testing.T) {
	full := errors.Join(&fs.PathError{Op: "write", Path: "/d/a/.room-17", Err: syscall.ENOSPC})
	refused := &fs.PathError{Op: "open", Path: "/d/a/.room-17", Err: syscall.EACCES}
	for _, c := range []struct {
		path       string
		mode       fs.FileMode
		room       error
		level      level
		what, next string
	}{
		{"/d/a", 0o755, full, levelFailure, "the disk of /d/a is full", "make room there"},
		{"/d/a", 0o700, full, levelFailure, "the disk of /d/a is full", "make room there"},
		{"/d/a", 0o755, refused, levelFailure, "nothing can be written into /d/a: permission denied", "make it a folder of your own, or name another folder"},
		{"/d/a", 0o755, nil, levelWarning, "others can look into /d/a (mode 0755)", "run: chmod 700 /d/a"},
		{"/d/t", 0o777 | fs.ModeSticky, nil, levelWarning, "others can look into /d/t (mode 0777), which is not this program's alone", "name a folder of its own"},
		{"/etc", 0o755, nil, levelWarning, "others can look into /etc (mode 0755), which is not this program's alone", "name a folder of its own"},
		{"/", 0o755, nil, levelWarning, "others can look into / (mode 0755), which is not this program's alone", "name a folder of its own"},
		{"/d/a", 0o700, nil, levelOK, "/d/a can be written", ""},
	} {
		got := folderThere("archive", c.path, modeOf{mode: c.mode}, c.room)
		if got.Level != c.level || got.What.String() != c.what || got.Next.String() != c.next || strings.Contains(got.What.String(), ".room") {
			t.Errorf("%s %v: %+v", c.path, c.mode, got)
		}
	}
}

package doctorcmd

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
)

// machine looks at what the program needs of this machine.
func (prog commands) machine(c *config.Config) []check {
	all := []check{prog.browser(c), port(c)}
	for _, d := range []struct{ name, path string }{{"archive", c.DataDir}, {"state", c.StateDir}} {
		all = append(all, folder(d.name, d.path))
	}
	return all
}

// browser looks for what opens the link page.
func (prog commands) browser(c *config.Config) check {
	switch {
	case c.NoOpen:
		return ok("browser", "none is opened (no_open): the screen shows the address")
	case c.Browser != "":
		name := strings.Fields(c.Browser)[0]
		if _, err := exec.LookPath(name); err != nil {
			return fail("browser", "the command "+name+" of the settings is not found", "install it, or set browser to another command")
		}
		return ok("browser", "the command %s opens the link page", name)
	case runtime.GOOS == "linux" && prog.Getenv("DISPLAY") == "" && prog.Getenv("WAYLAND_DISPLAY") == "":
		return warn("browser", "there is no desktop (DISPLAY and WAYLAND_DISPLAY are empty)", "open the link page's address from elsewhere through ssh -L, which the screen shows; set no_open = true")
	}
	return ok("browser", "the system's browser opens the link page")
}

// port looks whether the link page can listen.
func port(c *config.Config) check {
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(c.Port)))
	if err != nil {
		why := err.Error()
		if errors.Is(err, syscall.EADDRINUSE) {
			why = "another program listens there"
		}
		return fail("port", fmt.Sprintf("the link page cannot listen on 127.0.0.1:%d: %s", c.Port, why), "end the program that uses it, or set port to another number or to none")
	}
	_ = l.Close() // it was only tried
	if c.Port == 0 {
		return ok("port", "the link page takes a free one")
	}
	return ok("port", "%d is free", c.Port)
}

// folder looks whether a folder is the user's alone and can be written.
func folder(name, path string) check {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(path); err == nil {
			return fail(name, path+" is a link to a folder that is not there", "make that folder, or remove the link")
		}
		return mayMake(name, path)
	case err != nil:
		return fail(name, "the folder "+path+" cannot be looked at: "+err.Error(), "make it a folder of your own, mode 0700")
	case !info.IsDir():
		return fail(name, path+" is no folder", "move it away, or name another folder")
	}
	return folderThere(name, path, info, cli.Room(path))
}

// folderThere is about a folder that is there; room is why nothing can be written into it. That nothing can counts before who can
// look into it.
func folderThere(name, path string, info fs.FileInfo, room error) check {
	switch {
	case errors.Is(disk.WrapFull(room), disk.ErrFull):
		return fail(name, "the disk of "+path+" is full", "make room there")
	case room != nil:
		return fail(name, "nothing can be written into "+path+": "+reason(room), "make it a folder of your own, or name another folder")
	case config.OthersRead(info) && (info.Mode()&fs.ModeSticky != 0 || filepath.Dir(path) == filepath.Dir(filepath.Dir(path))):
		return warn(name, fmt.Sprintf("others can look into %s (mode %04o), which is not this program's alone", path, info.Mode().Perm()), "name a folder of its own")
	case config.OthersRead(info):
		return warn(name, fmt.Sprintf("others can look into %s (mode %04o)", path, info.Mode().Perm()), "run: chmod 700 "+path)
	}
	return ok(name, "%s can be written", path)
}

// reason is why a file could not be made, without its name, which nobody knows.
func reason(err error) string {
	if e, is := errors.AsType[*fs.PathError](err); is {
		return e.Err.Error()
	}
	return err.Error()
}

// mayMake looks whether a folder that is not there can be made.
func mayMake(name, path string) check {
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if errors.Is(err, fs.ErrNotExist) && dir != filepath.Dir(dir) {
			continue
		}
		if err != nil || !info.IsDir() {
			return fail(name, path+" cannot be made: "+dir+" is no folder", "name another folder")
		}
		if err := cli.Room(dir); err != nil {
			return fail(name, path+" cannot be made: "+reason(err), "make "+dir+" a folder that you can write into, or name another")
		}
		return ok(name, "%s is made when something is saved", path)
	}
}

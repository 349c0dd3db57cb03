package sandboxcmd

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"aisdesk/aisclient/atomicfile"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
)

// controlVariable names the control page of a running sandbox.
const controlVariable = "AISDESK_SANDBOX_CONTROL"

// addressFiles are those of the sandboxes that were started on this machine, one a process. Programs that were killed leave theirs.
const addressFiles = "sandbox-*.json"

// remember writes the address down for the verbs, and returns what takes it back. Where it cannot be written the verbs need
// --control.
func (prog commands) remember(a address) (forget func()) {
	dir, err := config.StateDir(prog.Getenv)
	if err == nil {
		err = os.MkdirAll(dir, 0o700)
	}
	file := filepath.Join(dir, strings.Replace(addressFiles, "*", strconv.Itoa(a.PID), 1))
	if err == nil {
		err = atomicfile.WriteFile(file, atomicfile.Options{}, func(w io.Writer) error { return cli.WriteJSON(w, a) })
	}
	if err != nil {
		return func() {}
	}
	return func() {
		if last, err := readAddress(file); err == nil && last.Control == a.Control {
			_ = os.Remove(file) // what is left of it leads nowhere, which the verbs say
		}
	}
}

// newest is the address of the sandbox that was started last of those that run still. Files of others are removed.
func (prog commands) newest() (last address, _ error) {
	dir, err := config.StateDir(prog.Getenv)
	if err != nil {
		return last, err
	}
	names, _ := fs.Glob(os.DirFS(dir), addressFiles) // the pattern is well-formed
	var started time.Time
	for _, name := range names {
		file := filepath.Join(dir, name)
		a, err := readAddress(file)
		info, statErr := os.Stat(file)
		switch {
		case err != nil || statErr != nil: // it has just ended
		case !runs(a.PID):
			_ = os.Remove(file)
		case info.ModTime().After(started):
			last, started = a, info.ModTime()
		}
	}
	if started.IsZero() {
		return last, cli.ErrNotRunning
	}
	return last, nil
}

func readAddress(file string) (a address, err error) {
	b, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(b, &a)
	}
	return a, err
}

// control is the address of the control API of a running sandbox: that of the flag, of the variable, or of the one started
// last that runs. Its requests go to this machine only.
func (prog commands) control(flag string) (string, error) {
	from := flag
	if from == "" {
		from = prog.Getenv(controlVariable)
	}
	if from == "" {
		a, err := prog.newest()
		if err != nil {
			return "", err
		}
		from = a.Control
	}
	u, err := url.Parse(from)
	if err != nil || u.Scheme != "http" || u.Host == "" {
		return "", cli.Usage(fmt.Errorf("--control: %s is no address like http://localhost:8081/control/", text.Clean(from)))
	}
	if u.Fragment != "" { // the token of a sandbox that other machines reach
		u.User, u.Fragment = url.UserPassword("control", u.Fragment), ""
	}
	u.Path = strings.TrimSuffix(strings.TrimSuffix(u.Path, "/"), "/control") + "/control/api/"
	return u.String(), nil
}

package sandboxcmd

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"aisdesk/aisclient/atomicfile"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
)

// controlVariable names the control page of a running sandbox.
const controlVariable = "AISDESK_SANDBOX_CONTROL"

// addressFile holds the address of the sandbox that was started last on this machine.
func (prog commands) addressFile() (string, error) {
	dir, err := config.StateDir(prog.Getenv)
	return filepath.Join(dir, "sandbox.json"), err
}

// remember writes the address down for the verbs, and returns what takes it back. Where it cannot be written the verbs need
// --control.
func (prog commands) remember(a address) (forget func()) {
	file, err := prog.addressFile()
	if err == nil {
		err = os.MkdirAll(filepath.Dir(file), 0o700)
	}
	if err == nil {
		err = atomicfile.WriteFile(file, atomicfile.Options{}, func(w io.Writer) error { return cli.WriteJSON(w, a) })
	}
	if err != nil {
		return func() {}
	}
	return func() {
		if last, err := readAddress(file); err == nil && last.PID == a.PID && last.Control == a.Control {
			_ = os.Remove(file) // what is left of it leads nowhere, which the verbs say
		}
	}
}

func readAddress(file string) (a address, err error) {
	b, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(b, &a)
	}
	return a, err
}

// control is the address of the control API of a running sandbox: that of the flag, of the variable, or of the one started
// last. Its requests go to this machine only.
func (prog commands) control(flag string) (string, error) {
	from := flag
	if from == "" {
		from = prog.Getenv(controlVariable)
	}
	if from == "" {
		file, err := prog.addressFile()
		if err != nil {
			return "", err
		}
		a, err := readAddress(file)
		if err != nil {
			return "", cli.ErrNotRunning
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

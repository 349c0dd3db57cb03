package sandboxcmd

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

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

// errNotRunning is that of a verb without a sandbox.
var errNotRunning = errors.New("no sandbox is running. Start \"aisdesk sandbox\", or name its control page with --control")

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
			return "", errNotRunning
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

// ask sends a request to the control API and reads its answer into out.
func ask(ctx context.Context, method, address string, body, out any) error {
	var b []byte
	if body != nil {
		b, _ = json.Marshal(body) // maps of strings always marshal
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(b))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	res, err := (&http.Client{Transport: &http.Transport{Proxy: nil, DisableKeepAlives: true}}).Do(r)
	if _, refused := errors.AsType[*net.OpError](err); refused {
		return fmt.Errorf("%s: %w", r.URL.Host, errNotRunning)
	}
	if err != nil {
		return err
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(res.Body, 64<<20))
	if err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK {
		var e struct{ Error string }
		if json.Unmarshal(answer, &e) != nil || e.Error == "" {
			return fmt.Errorf("%s answers %s: this is not a sandbox", r.URL.Redacted(), text.Clean(res.Status))
		}
		return cli.Usage(errors.New(e.Error))
	}
	if err := json.Unmarshal(answer, out); err != nil {
		return fmt.Errorf("%s answers something else than JSON: this is not a sandbox, or one of another version", r.URL.Redacted())
	}
	return nil
}

package main

import (
	"encoding/json"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/localserver/browsertest"
)

// liveSettings are a config file and variables of another environment.
const liveSettings = "client = \"acme\"\napi_key = \"sentinel-key\"\napi_url = \"https://api.example.com\"\nwidget_url = \"https://w.example.com/w.js\"\n"

var liveVariables = []string{"AISDESK_CLIENT=acme", "AISDESK_API_KEY=sentinel-key", "AISDESK_API_URL=https://api.example.com",
	"AISDESK_WIDGET_URL=https://w.example.com/w.js"}

// wayOut is a proxy that notes who asks it: all that a program with it in its environment sends beyond this machine
// comes here.
func wayOut(t *testing.T) (env []string, asked func() int) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	seen := make(chan struct{}, 1000)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			seen <- struct{}{}
			c.Close()
		}
	}()
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"} {
		env = append(env, name+"=http://"+l.Addr().String())
	}
	return append(env, "NO_PROXY=", "no_proxy="), func() int { time.Sleep(100 * time.Millisecond); return len(seen) }
}

func settingsFile(t *testing.T, home, text string) {
	t.Helper()
	dir := filepath.Join(home, "config", "aisdesk")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestNothingLeavesTheSandbox runs the program with the settings of another environment (security statement 24): it
// imports from its own sandbox, says what it does not use, and asks nobody beyond this machine.
func TestNothingLeavesTheSandbox(t *testing.T) {
	for name, tc := range map[string]struct {
		file string
		env  []string
		args []string
		code int
		says string
	}{
		"a file":                   {file: liveSettings, args: []string{"--env", "sandbox"}, says: "config.toml) is not used: the sandbox speaks to this machine only"},
		"a file that says sandbox": {file: "environment = \"sandbox\"\n" + liveSettings, says: "config.toml) is not used"},
		"variables":                {env: append([]string{"AISDESK_ENV=sandbox"}, liveVariables...), says: "api-url (from AISDESK_API_URL) is not used"},
		"a flag":                   {args: []string{"--env", "sandbox", "--api-url", "https://api.example.com"}, code: cli.ExitUsage, says: "api-url (from --api-url): the sandbox speaks to this machine only"},
		"a flag for the widget":    {args: []string{"--env", "sandbox", "--widget-url", "https://w.example.com"}, code: cli.ExitUsage, says: "widget-url (from --widget-url)"},
	} {
		t.Run(name, func(t *testing.T) {
			home := t.TempDir()
			settingsFile(t, home, tc.file)
			proxy, asked := wayOut(t)
			c := exec.Command(program(t), append([]string{"import", "--login", "test1", "--speed", "50", "--json"}, tc.args...)...)
			c.Env = append(append(append(append(os.Environ(), homeOf(home)...), proxy...), tc.env...), "AISDESK_SANDBOX_PACE=20ms")
			var errs strings.Builder
			c.Stderr = &errs
			out, _ := c.Output()
			if c.ProcessState.ExitCode() != tc.code || !strings.Contains(errs.String(), tc.says) {
				t.Errorf("exit %d\n%s", c.ProcessState.ExitCode(), errs.String())
			}
			var s struct{ Environment string }
			if tc.code == 0 && (json.Unmarshal(out, &s) != nil || s.Environment != "sandbox") {
				t.Errorf("%s", out)
			}
			if n := asked(); n != 0 {
				t.Errorf("%d connections tried to leave this machine", n)
			}
		})
	}
}

// TestTheWayOutIsSeen holds that the proxy of these tests would see a program that leaves.
func TestTheWayOutIsSeen(t *testing.T) {
	home := t.TempDir()
	proxy, asked := wayOut(t)
	c := exec.Command(program(t), "import", "--login", "test1")
	c.Env = append(append(append(append(os.Environ(), homeOf(home)...), proxy...), liveVariables...), "AISDESK_ENV=test")
	if out, err := c.CombinedOutput(); err == nil || asked() == 0 {
		t.Errorf("%v %s", err, out)
	}
}

// TestE2EDemoWithSettingsOfAnotherEnvironment signs in to the demo where live is configured in every way.
func TestE2EDemoWithSettingsOfAnotherEnvironment(t *testing.T) {
	browser := browsertest.Start(t)
	proxy, asked := wayOut(t)
	env := append(append(proxy, liveVariables...), "AISDESK_ENV=live", "AISDESK_SANDBOX_PACE=60ms")
	term := openTerminal(t, 100, 34, env, "sh", "-c", "while [ ! -e $HOME/go ]; do sleep 0.1; done; exec "+program(t)+" demo --no-open --speed 20 --locale en")
	settingsFile(t, term.dir, "environment = \"live\"\n"+liveSettings)
	if err := os.WriteFile(filepath.Join(term.dir, "go"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	signIn(browser, term, "KontoBank", "test1", func(*browsertest.Tab) {})
	term.wait("1 Overview", "Maria Sochacka", "SANDBOX")
	term.keys("q").wait("EXIT=0", "api-url (from AISDESK_API_URL) is not used")
	if n := asked(); n != 0 {
		t.Errorf("%d connections tried to leave this machine", n)
	}
}

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// TestSandboxSaysWhatIsWrong starts it wrongly in every way and wants one cause each, and a code.
func TestSandboxSaysWhatIsWrong(t *testing.T) {
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	file := filepath.Join(t.TempDir(), "customers.toml")
	os.WriteFile(file, []byte("[[customer]]\nlogin = \"a\"\ncountries = [\"xx\"]\npassword = \"p\"\n"), 0o600)
	for _, c := range []struct {
		args string
		code int
		says string
	}{
		{"--api-addr " + busy.Addr().String(), cli.ExitError, "address already in use"}, {"--widget-addr " + busy.Addr().String(), cli.ExitError, "address already in use"},
		{"--scenario nowhere", cli.ExitUsage, `no scenario "nowhere"; there are 429,`}, {"--scenario slow:x", cli.ExitUsage, "whole number"},
		{"--speed 0", cli.ExitUsage, "above 0"}, {"--speed -1", cli.ExitError, "above 0"}, {"--speed x", cli.ExitUsage, "--speed"}, {"--seed 0", cli.ExitUsage, "above 0"},
		{"--customers " + file, cli.ExitError, file + `:3: customer[0].countries[0]: "xx" is no country`}, {"--customers /nowhere", cli.ExitError, "no such file"}, {"extra", cli.ExitUsage, "extra"},
	} {
		r := newDesk(t).run(append([]string{"sandbox"}, strings.Fields(c.args)...)...)
		if r.code != c.code || !strings.Contains(r.err, c.says) || r.out != "" {
			t.Errorf("%s: exit %d\n%s%s", c.args, r.code, r.out, r.err)
		}
		for line := range strings.Lines(r.err) {
			if !strings.HasPrefix(line, "aisdesk: ") {
				t.Errorf("%s: line %q", c.args, line)
			}
		}
	}
}

// TestSandboxListensWhereItIsTold serves on every address, says so, answers there, and ends well when it is stopped.
func TestSandboxListensWhereItIsTold(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	var out, errs lockedBuffer
	done := make(chan int, 1)
	go func() {
		done <- run(ctx, []string{"sandbox", "--json", "--api-addr", "0.0.0.0:0", "--seed", "3", "--scenario", "slow"}, cli.Streams{In: strings.NewReader(""), Out: &out, Err: &errs}, func(string) string { return "" })
	}()
	var about struct{ API, Widget, Client, APIKey, Control string }
	for end := time.Now().Add(patience); json.Unmarshal([]byte(out.String()), &about) != nil; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("nothing is printed: %s", errs.String())
		}
	}
	if w := errs.String(); !strings.Contains(w, "warning: the sandbox's API listens on") || strings.Contains(w, "widget") {
		t.Errorf("warnings: %s", w)
	}
	res, err := http.Get(about.API + "/v1/health")
	if err != nil || res.StatusCode != http.StatusOK {
		t.Errorf("%v %v", res, err)
	}
	stop()
	select {
	case code := <-done:
		if code != cli.ExitOK {
			t.Errorf("exit %d %s", code, errs.String())
		}
	case <-time.After(patience):
		t.Error("it goes on after it was stopped")
	}
}

func TestSandboxListsEveryScenario(t *testing.T) {
	text, asJSON := newDesk(t).run("sandbox", "--list-scenarios"), newDesk(t).run("sandbox", "--list-scenarios", "--json")
	var all []struct{ Name, What, Next string }
	if err := json.Unmarshal([]byte(asJSON.out), &all); err != nil || len(all) < 50 {
		t.Fatalf("%d scenarios, %v", len(all), err)
	}
	for _, s := range all {
		if s.What == "" || s.Next == "" || !strings.Contains(text.out, "\n"+s.Name) && !strings.HasPrefix(text.out, s.Name) {
			t.Errorf("%+v is not documented", s)
		}
	}
}

// The list names every login of the bank, or those of the file, with what it shows; a wrong file is refused.
func TestSandboxListsItsCustomers(t *testing.T) {
	text, asJSON := newDesk(t).run("sandbox", "--list-customers"), newDesk(t).run("sandbox", "--list-customers", "--json")
	var all []struct{ Login, Country, Password, About string }
	if err := json.Unmarshal([]byte(asJSON.out), &all); err != nil {
		t.Fatal(err)
	}
	for _, login := range strings.Fields("test1 salaried circle relative loans processor enforced couple proxy overdrawn biweekly freelancer broken gaps") {
		at := slices.IndexFunc(all, func(c struct{ Login, Country, Password, About string }) bool {
			return c.Login == login && c.Country == "pl"
		})
		if at < 0 || all[at].Password != "Test123" || !strings.Contains(text.out, login+" (pl)\n    "+all[at].About+"\n") {
			t.Errorf("%s is not listed:\n%s", login, text.out)
		}
	}
	file := filepath.Join(t.TempDir(), "c.toml")
	os.WriteFile(file, []byte("[[customer]]\nlogin = \"ada\"\npassword = \"p\"\ncountries = [\"es\"]\nabout = \"only one\"\n[[customer.person]]\nid = \"a\"\nname = \"Ada\"\n"), 0o600)
	if r := newDesk(t).run("sandbox", "--list-customers", "--customers", file); r.code != cli.ExitOK || r.out != "ada (es)\n    only one\n" {
		t.Errorf("exit %d %q %s", r.code, r.out, r.err)
	}
	if r := newDesk(t).run("sandbox", "--list-customers", "--customers", file+"x"); r.code != cli.ExitError || r.out != "" || !strings.Contains(r.err, "no such file") {
		t.Errorf("exit %d %q %s", r.code, r.out, r.err)
	}
}

// lockedBuffer is written by the command and read by the test.
type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

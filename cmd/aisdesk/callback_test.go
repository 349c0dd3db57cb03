package main

import (
	"bufio"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/localserver/testenv"
)

const callbackSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

// callbackMessage is a message as a receiver that follows the documentation reads it.
type callbackMessage struct {
	id, key string
	body    []byte
	signed  bool
}

// receiver answers with the statuses in order, then with 200.
func receiver(t *testing.T, statuses ...int) (*httptest.Server, chan callbackMessage) {
	t.Helper()
	got := make(chan callbackMessage, 20)
	n := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		key, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(callbackSecret, "whsec_"))
		h := hmac.New(sha256.New, key)
		io.WriteString(h, r.Header.Get("Webhook-Id")+"."+r.Header.Get("Webhook-Timestamp")+"."+string(body))
		got <- callbackMessage{r.Header.Get("Webhook-Id"), r.Header.Get("Idempotency-Key"), body,
			r.Header.Get("Webhook-Signature") == "v1,"+base64.StdEncoding.EncodeToString(h.Sum(nil))}
		if n < len(statuses) {
			w.WriteHeader(statuses[n])
		}
		n++
	}))
	t.Cleanup(s.Close)
	return s, got
}

func TestImportPostsItsSummary(t *testing.T) {
	d := newDesk(t)
	d.env["AISDESK_CALLBACK_SECRET"] = callbackSecret
	server, got := receiver(t, http.StatusServiceUnavailable)
	r := d.run("import", "--env", "sandbox", "--login", "test1", "--speed", "50", "--json", "--callback", server.URL+"/imports?token=in-the-query")
	if r.code != cli.ExitOK {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	var summary struct {
		ID     string                     `json:"id"`
		Counts struct{ Transactions int } `json:"counts"`
	}
	if err := json.Unmarshal([]byte(r.out), &summary); err != nil || summary.Counts.Transactions == 0 {
		t.Fatalf("%v: %s", err, r.out)
	}
	for range 2 {
		if m := <-got; m.id != summary.ID || m.key != summary.ID || !m.signed || strings.TrimSpace(string(m.body)) != strings.TrimSpace(r.out) {
			t.Errorf("%+v\nposted  %s\nprinted %s", m, m.body, r.out)
		}
	}
	if len(got) != 0 || !strings.Contains(r.err, "503") || !strings.Contains(r.err, "was taken") || strings.Contains(r.err+r.out, "in-the-query") {
		t.Errorf("%d more messages: %s", len(got), r.err)
	}
	if strings.Contains(r.err+r.out, callbackSecret) {
		t.Error("the secret is printed")
	}
}

// What is not taken is said, the import is saved all the same, and can be posted later under the same id.
func TestASummaryThatIsNotTaken(t *testing.T) {
	d := newDesk(t)
	d.env["AISDESK_CALLBACK_SECRET"] = callbackSecret
	server, got := receiver(t, http.StatusForbidden)
	d.env["AISDESK_CALLBACK"] = server.URL
	r := d.run("import", "--env", "sandbox", "--login", "test1", "--speed", "50", "--json")
	refused := <-got
	if r.code != cli.ExitError || !strings.Contains(r.err, "403") || !strings.Contains(r.err, "aisdesk callback "+refused.id) {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
	fits(t, "import", r.out)
	if !strings.Contains(r.out, `"callbackError":{"message":"the import is saved as `+refused.id) || strings.Contains(string(refused.body), "callbackError") {
		t.Errorf("the result does not say it: %s\nposted %s", r.out, refused.body)
	}
	if l := d.run("list"); !strings.Contains(l.out, refused.id) {
		t.Errorf("the import is not saved: %s", l.out)
	}
	if r = d.run("callback", "latest"); r.code != cli.ExitOK {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	if again := <-got; again.id != refused.id || string(again.body) != string(refused.body) || !again.signed {
		t.Errorf("posted   %s\nand then %s", refused.body, again.body)
	}
}

// A backend that waits hears of an import that failed, from the import and from a later post.
func TestAFailedImportIsPosted(t *testing.T) {
	d := newDesk(t)
	d.env["AISDESK_CALLBACK_SECRET"] = callbackSecret
	server, got := receiver(t)
	d.env["AISDESK_CALLBACK"] = server.URL
	if r := d.run("import", "--env", "sandbox", "--login", "test1", "--speed", "50", "--scenario", "import-error"); r.code != cli.ExitImport {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
	if r := d.run("callback", "latest"); r.code != cli.ExitOK {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
	server.Close()
	close(got)
	ids, bodies := map[string]int{}, map[string]bool{}
	for m := range got {
		bodies[string(m.body)] = true
		var s struct {
			ID, State string
			Error     struct{ Message string }
			Exception struct{ Name string }
		}
		if err := json.Unmarshal(m.body, &s); err != nil || !m.signed || s.ID != m.id || s.State != "error" || s.Exception.Name != "ServiceTemporarilyUnavailable" || !strings.Contains(s.Error.Message, s.Exception.Name) {
			t.Errorf("%v: %s", err, m.body)
		}
		ids[m.id]++
	}
	if len(ids) != 1 || ids[""] != 0 || len(bodies) != 1 { // one id is one message
		t.Errorf("posted by id: %v, bodies %q", ids, slices.Collect(maps.Keys(bodies)))
	}
	for id, n := range ids {
		if n != 2 {
			t.Errorf("%s was posted %d times, not by the import and by callback", id, n)
		}
	}
}

func TestWhatCannotBeACallback(t *testing.T) {
	server, got := receiver(t)
	for name, c := range map[string]struct {
		args, env []string
		code      int
		says      string
	}{
		"no secret":           {[]string{"--callback", server.URL}, nil, cli.ExitUsage, "AISDESK_CALLBACK_SECRET"},
		"a weak secret":       {[]string{"--callback", server.URL}, []string{"AISDESK_CALLBACK_SECRET", "whsec_AAAA"}, cli.ExitUsage, "callback-secret"},
		"plain http":          {[]string{"--callback", "http://example.com/"}, []string{"AISDESK_CALLBACK_SECRET", callbackSecret}, cli.ExitUsage, "https"},
		"sandbox data abroad": {[]string{"--callback", "https://example.com/"}, []string{"AISDESK_CALLBACK_SECRET", callbackSecret}, cli.ExitUsage, "this machine only"},
		"abroad by a setting": {nil, []string{"AISDESK_CALLBACK_SECRET", callbackSecret, "AISDESK_CALLBACK", "https://example.com/"}, cli.ExitOK, "callback (from AISDESK_CALLBACK) is not used"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			for i := 0; i+1 < len(c.env); i += 2 {
				d.env[c.env[i]] = c.env[i+1]
			}
			r := d.run(append([]string{"import", "--env", "sandbox", "--login", "test1", "--speed", "50"}, c.args...)...)
			if r.code != c.code || !strings.Contains(r.err, c.says) {
				t.Errorf("exit %d: %s", r.code, r.err)
			}
		})
	}
	for _, c := range []struct{ url, secret, says string }{ // a callback that cannot be is the error, wherever it is set
		{"http://example.com/x", callbackSecret, "https"}, {"ftp://127.0.0.1/x", callbackSecret, "callback"}, {server.URL, "", "no secret to sign it with"},
		{server.URL, "abc", "a callback secret is whsec_"}, {server.URL, "whsec_AAAAAAAAAAA=", "a callback secret is whsec_"},
	} {
		for _, args := range [][]string{{"--callback", c.url}, nil} {
			d := newDesk(t)
			if d.env["AISDESK_CALLBACK_SECRET"] = c.secret; c.secret == "" {
				delete(d.env, "AISDESK_CALLBACK_SECRET")
			}
			if args == nil {
				d.env["AISDESK_CALLBACK"] = c.url
			}
			r := d.run(append([]string{"callback", "latest"}, args...)...)
			if r.code != cli.ExitUsage || strings.Count(r.err, "\n") != 1 || !strings.Contains(r.err, "callback") || !strings.Contains(r.err, c.says) {
				t.Errorf("%s %q: exit %d: %s", c.url, args, r.code, r.err)
			}
		}
	}
	if r := newDesk(t).run("callback", "latest"); r.code != cli.ExitUsage || !strings.Contains(r.err, "no callback is set") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
	if len(got) != 0 {
		t.Error("something was posted")
	}
}

// TestCallbackReceiver runs the documented receiver: it takes an import once, and nothing that is not signed.
func TestCallbackReceiver(t *testing.T) {
	testenv.Need(t, testenv.Python)
	c := exec.Command("python3", "testdata/callback/receiver.py", "0")
	c.Env = append(os.Environ(), "AISDESK_CALLBACK_SECRET="+callbackSecret)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatal("the receiver does not listen")
	}
	address := "http://127.0.0.1:" + strings.TrimPrefix(lines.Text(), "listening on ")
	d := newDesk(t)
	d.env["AISDESK_CALLBACK_SECRET"] = callbackSecret
	if r := d.run("import", "--env", "sandbox", "--login", "test1", "--speed", "50", "--owner", "app-1", "--callback", address); r.code != cli.ExitOK {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	if r := d.run("callback", "latest", "--callback", address); r.code != cli.ExitOK {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
	d.env["AISDESK_CALLBACK_SECRET"] = "whsec_" + strings.Repeat("AAAA", 10)
	if r := d.run("callback", "latest", "--callback", address); r.code != cli.ExitError || !strings.Contains(r.err, "401") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
	_ = c.Process.Kill()
	var taken []string
	for lines.Scan() {
		taken = append(taken, lines.Text())
	}
	if len(taken) != 1 || !strings.Contains(taken[0], " successful app-1 ") {
		t.Errorf("taken: %q", taken)
	}
}

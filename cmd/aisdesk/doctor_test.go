package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
)

type examined struct{ Name, Level, What, Next string }

func (d *desk) doctor(args ...string) (result, []examined) {
	d.t.Helper()
	r := d.run(append([]string{"doctor", "--json"}, args...)...)
	var all []examined
	if err := json.Unmarshal([]byte(r.out), &all); err != nil {
		d.t.Fatalf("%v\n%s%s", err, r.out, r.err)
	}
	return r, all
}

// A sound set-up has no warning and no failure but that imports are in plain text.
func TestDoctorFindsNothingWrongWithASoundSetUp(t *testing.T) {
	d := newDesk(t)
	d.env["AISDESK_NO_OPEN"] = "true"
	d.imported()
	about, _ := served(t, d, "--speed", "50")
	d.env["AISDESK_ENV"], d.env["AISDESK_API_URL"], d.env["AISDESK_WIDGET_URL"] = "sandbox", about.API, about.Widget
	r, all := d.doctor()
	names := map[string]bool{}
	for _, c := range all {
		names[c.Name] = true
		if c.Level != "ok" && c.Name != "encryption" {
			t.Errorf("%+v", c)
		}
	}
	for _, name := range []string{"settings", "environment", "browser", "port", "archive", "state", "lexicon", "imports", "encryption", "API", "clock"} {
		if !names[name] {
			t.Errorf("%s was not looked at", name)
		}
	}
	if r.code != cli.ExitOK || r.err != "" {
		t.Errorf("exit %d %s", r.code, r.err)
	}
	fits(t, "doctor", d.run("doctor", "--format", "ndjson").out)
}

// A variable of the program's own that is none, which would be without effect, is a warning with what may have been meant.
func TestDoctorNamesAMisspeltVariable(t *testing.T) {
	d := newDesk(t)
	var out, errs bytes.Buffer
	code := run(context.Background(), []string{"doctor", "--offline"}, cli.Streams{In: strings.NewReader(""), Out: &out, Err: &errs, Variables: []string{"AISDESK_CLEINT"}}, func(name string) string { return d.env[name] })
	if code != cli.ExitOK || !strings.Contains(out.String(), "warning  settings     the variable AISDESK_CLEINT is not known and without effect; did you mean AISDESK_CLIENT?") {
		t.Errorf("exit %d\n%s%s", code, out.String(), errs.String())
	}
}

// Each broken set-up is named truly, with what to do, and nothing else is called a failure.
func TestDoctorNamesWhatIsBroken(t *testing.T) {
	for name, c := range map[string]struct {
		breaks      func(t *testing.T, d *desk)
		check       string
		level       string
		what, next  string
		code        int
		alsoFailing string
	}{
		"unknown setting": {breaks: func(_ *testing.T, d *desk) { d.settingsFile("clint = \"a\"\n") }, check: "settings", level: "failure", what: "clint", next: "", code: 2},
		"settings that others can write": {breaks: func(t *testing.T, d *desk) {
			d.settingsFile("no_open = true\n")
			chmod(t, filepath.Join(d.env["XDG_CONFIG_HOME"], "aisdesk", "config.toml"), 0o666)
		}, check: "settings", level: "failure", what: "can be changed by others", next: "run: chmod go-w", code: 2},
		"no key": {breaks: func(_ *testing.T, d *desk) { d.env["AISDESK_ENV"], d.env["AISDESK_CLIENT"] = "test", "acme-test" }, check: "settings", level: "failure",
			what: "needs an API key", next: "AISDESK_API_KEY", code: 2},
		"a profile without a key": {breaks: func(_ *testing.T, d *desk) {
			d.settingsFile("client = \"acme\"\napi_key = \"0123456789abcdef\"\n[profile.b]\nclient = \"b-test\"\nenvironment = \"test\"\n")
			d.env["AISDESK_PROFILE"] = "b"
		}, check: "settings", level: "failure", what: "the profile b has none", next: "aisdesk setup", code: 2},
		"a profile whose test client meets live": {breaks: func(_ *testing.T, d *desk) {
			d.settingsFile("environment = \"live\"\napi_url = \"https://127.0.0.1:1\"\n[profile.b]\nclient = \"b-test\"\napi_key = \"0123456789abcdef\"\n")
			d.env["AISDESK_PROFILE"] = "b"
		}, check: "environment", level: "failure", what: "b-test is one of the test environment", next: "AISDESK_ENV=test", code: 1, alsoFailing: "connection"},
		"a profile that is not there": {breaks: func(_ *testing.T, d *desk) {
			d.settingsFile("[profile.bank-b]\nport = 1\n")
			d.env["AISDESK_PROFILE"] = "bnak-b"
		}, check: "settings", level: "failure", what: "did you mean bank-b?", next: "There are: bank-b", code: 2},
		"a key whose file is gone": {breaks: func(_ *testing.T, d *desk) {
			d.settingsFile("[profile.b]\nclient = \"b-test\"\napi_key_from = \"/no/such/key\"\n")
			d.env["AISDESK_PROFILE"] = "b"
		}, check: "API key", level: "failure", what: "/no/such/key", next: "aisdesk setup --profile b", code: 1},
		"a key with a space": {breaks: func(_ *testing.T, d *desk) {
			d.env["AISDESK_ENV"], d.env["AISDESK_CLIENT"], d.env["AISDESK_API_KEY"] = "test", "acme-test", "ab cd"
		}, check: "settings", level: "failure", what: "characters that no key has", next: "Copy the key again", code: 2},
		"plain http": {breaks: func(_ *testing.T, d *desk) {
			test(d)
			d.env["AISDESK_API_URL"] = "http://api.example.com"
		}, check: "settings", level: "failure", what: "plain http", next: "https", code: 2},
		"a test client with live": {breaks: func(_ *testing.T, d *desk) {
			test(d)
			d.env["AISDESK_ENV"], d.env["AISDESK_API_URL"] = "live", "https://127.0.0.1:1"
		}, check: "environment", level: "failure", what: "acme-test is one of the test environment", next: "AISDESK_ENV=test", code: 1, alsoFailing: "connection"},
		"a live client with test": {breaks: func(_ *testing.T, d *desk) {
			test(d)
			d.env["AISDESK_CLIENT"], d.env["AISDESK_API_URL"] = "acme", "https://127.0.0.1:1"
		}, check: "environment", level: "warning", what: "does not end in -test", next: "portal", code: 1, alsoFailing: "connection"},
		"nobody answers": {breaks: func(_ *testing.T, d *desk) {
			test(d)
			d.env["AISDESK_API_URL"] = "https://127.0.0.1:1"
		}, check: "connection", level: "failure", what: "", next: "network", code: 1},
		"a certificate of nobody": {breaks: func(t *testing.T, d *desk) {
			s := httptest.NewTLSServer(http.NotFoundHandler())
			t.Cleanup(s.Close)
			test(d)
			d.env["AISDESK_API_URL"] = s.URL
		}, check: "TLS", level: "failure", what: "O=Acme Co issued it", next: "authority", code: 1},
		"a wrong key or address":  {breaks: func(t *testing.T, d *desk) { own(t, d, "--key", "another-key") }, check: "API key", level: "failure", what: "IP address", next: "portal", code: 1},
		"a key of another client": {breaks: func(t *testing.T, d *desk) { own(t, d, "--client", "other-test") }, check: "client", level: "failure", what: "belongs to the client other-test", next: "AISDESK_CLIENT", code: 1},
		"a key that others can read": {breaks: func(t *testing.T, d *desk) {
			key := filepath.Join(t.TempDir(), "key")
			put(t, key, "0123456789abcdef\n")
			chmod(t, key, 0o644)
			d.settingsFile("client = \"b-test\"\nenvironment = \"test\"\napi_key_from = \"" + key + "\"\n")
		}, check: "API key", level: "failure", what: "(mode 0644)", next: "run: chmod 600", code: 1},
		"a folder in which no archive can be made": {breaks: func(_ *testing.T, d *desk) { d.env["AISDESK_DATA_DIR"] = "/proc/none/aisdesk" }, check: "archive", level: "failure", what: "cannot be made", next: "folder", code: 1},
		"a captive portal":                         {breaks: func(t *testing.T, d *desk) { own(t, d, "--scenario", "html") }, check: "connection", level: "failure", what: "web page", next: "proxy", code: 1},
		"a clock that is wrong":                    {breaks: func(t *testing.T, d *desk) { own(t, d, "--scenario", "clock-skew:26h") }, check: "clock", level: "failure", what: "clock and the provider's differ by 2", next: "set the clock", code: 1},
		"a clock that has gone back": {breaks: func(t *testing.T, d *desk) {
			d.imported()
			put(t, filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk", "clock.json"), `{"wall":"2999-01-01T00:00:00Z","boot":"","up":0}`)
		}, check: "clock", level: "failure", what: "has gone back since the last run", next: "set the clock", code: 1},
		"a proxy that is none":                 {breaks: func(_ *testing.T, d *desk) { d.env["HTTPS_PROXY"] = "proxy" }, check: "proxy", level: "failure", what: "HTTPS_PROXY", next: "http://host:port", code: 1},
		"a proxy with a password that is none": {breaks: func(_ *testing.T, d *desk) { d.env["HTTPS_PROXY"] = "http://user:sentinel%zz@proxy.example:1" }, check: "proxy", level: "failure", what: "proxy.example:1", next: "http://host:port", code: 1},
		"a proxy of other programs":            {breaks: func(_ *testing.T, d *desk) { d.env["ALL_PROXY"] = "socks5://proxy.example:1080" }, check: "proxy", level: "warning", what: "ALL_PROXY is not used", next: "HTTPS_PROXY"},
		"a proxy":                              {breaks: func(_ *testing.T, d *desk) { d.env["HTTPS_PROXY"] = "http://proxy.example:3128" }, check: "proxy", level: "warning", what: "proxy.example:3128", next: "IP address"},
		"a browser that is not there": {breaks: func(_ *testing.T, d *desk) {
			delete(d.env, "AISDESK_NO_OPEN")
			d.env["AISDESK_BROWSER"] = "nosuchbrowser --new"
		}, check: "browser", level: "failure", what: "nosuchbrowser", next: "install", code: 1},
		"no desktop": {breaks: func(_ *testing.T, d *desk) { delete(d.env, "AISDESK_NO_OPEN") }, check: "browser", level: "warning", what: "no desktop", next: "ssh -L"},
		"a port in use": {breaks: func(t *testing.T, d *desk) {
			l, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { l.Close() })
			d.env["AISDESK_PORT"] = strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
		}, check: "port", level: "failure", what: "another program listens there", next: "another number", code: 1},
		"an archive that others can read": {breaks: func(t *testing.T, d *desk) {
			d.imported()
			chmod(t, filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk"), 0o755)
		}, check: "archive", level: "warning", what: "mode 0755", next: "chmod 700"},
		"a file where the archive is to be": {breaks: func(t *testing.T, d *desk) {
			put(t, filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk"), "x")
		}, check: "archive", level: "failure", what: "is no folder", next: "another folder", code: 1},
		"a link to an archive that is not there": {breaks: func(t *testing.T, d *desk) {
			put(t, filepath.Join(d.env["XDG_DATA_HOME"], "other", "x"), "")
			if err := os.Symlink("/no/such/folder", filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk")); err != nil {
				t.Fatal(err)
			}
		}, check: "archive", level: "failure", what: "is a link to a folder that is not there", next: "remove the link", code: 1},
		"an address of no web": {breaks: func(_ *testing.T, d *desk) {
			test(d)
			d.env["AISDESK_API_URL"] = "ftp://api.example.com"
		}, check: "settings", level: "failure", what: "is not a URL of the form https://", next: "correct it there", code: 2},
		"a damaged import": {breaks: func(t *testing.T, d *desk) {
			id := d.imported().ID
			files, _ := filepath.Glob(filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk", "*", id, "manifest.json"))
			if len(files) != 1 {
				files, _ = filepath.Glob(filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk", "*", "*", "manifest.json"))
			}
			put(t, files[0], "{")
		}, check: "imports", level: "failure", what: "damaged: ", next: "aisdesk restore COPY", code: 1},
		"a damaged reply": {breaks: func(t *testing.T, d *desk) {
			d.imported()
			reply := d.storedReply(d.imported().ID)
			b, err := os.ReadFile(reply)
			if err != nil {
				t.Fatal(err)
			}
			b[len(b)/2] ^= 1
			put(t, reply, string(b))
		}, check: "replies", level: "failure", what: "checksum", next: "aisdesk restore COPY", code: 1},
		"a reply that was cut": {breaks: func(t *testing.T, d *desk) {
			put(t, d.storedReply(d.imported().ID), "x")
		}, check: "imports", level: "failure", what: "has 1 bytes instead of", next: "aisdesk delete", code: 1},
		"encryption that is demanded and not there": {breaks: func(_ *testing.T, d *desk) {
			d.imported()
			d.env["AISDESK_ENCRYPT"] = "keyring"
		}, check: "encryption", level: "failure", what: "demand encryption by keyring", next: "aisdesk encrypt keyring", code: 1},
		"a wrong passphrase": {breaks: func(t *testing.T, d *desk) {
			sealedBy(t, d, "some invented words here")
			put(t, d.env["AISDESK_PASSPHRASE_FILE"], "other invented words here\n")
		}, check: "encryption", level: "failure", what: "AISDESK_PASSPHRASE_FILE does not open the archive", next: "set AISDESK_PASSPHRASE_FILE", code: 1},
		"a passphrase file that others can read": {breaks: func(t *testing.T, d *desk) {
			sealedBy(t, d, "some invented words here")
			chmod(t, d.env["AISDESK_PASSPHRASE_FILE"], 0o644)
		}, check: "encryption", level: "failure", what: "AISDESK_PASSPHRASE_FILE: others can read", next: "run: chmod 600", code: 1},
		"a passphrase file for nothing that others can read": {breaks: func(t *testing.T, d *desk) {
			d.env["AISDESK_PASSPHRASE_FILE"] = filepath.Join(t.TempDir(), "words")
			put(t, d.env["AISDESK_PASSPHRASE_FILE"], "some invented words here\n")
			chmod(t, d.env["AISDESK_PASSPHRASE_FILE"], 0o644)
		}, check: "encryption", level: "warning", what: "AISDESK_PASSPHRASE_FILE: others can read", next: "run: chmod 600"},
		"a new passphrase file that is gone": {breaks: func(_ *testing.T, d *desk) { d.env["AISDESK_NEW_PASSPHRASE_FILE"] = "/no/such/file" },
			check: "encryption", level: "warning", what: "AISDESK_NEW_PASSPHRASE_FILE: ", next: "set AISDESK_NEW_PASSPHRASE_FILE"},
		"a passphrase file that is gone": {breaks: func(t *testing.T, d *desk) {
			sealedBy(t, d, "some invented words here")
			d.env["AISDESK_PASSPHRASE_FILE"] += ".gone"
		}, check: "encryption", level: "failure", what: "AISDESK_PASSPHRASE_FILE: stat ", next: "set AISDESK_PASSPHRASE_FILE", code: 1},
		"no passphrase": {breaks: func(t *testing.T, d *desk) {
			sealedBy(t, d, "some invented words here")
			delete(d.env, "AISDESK_PASSPHRASE_FILE")
		}, check: "encryption", level: "warning", what: "neither a terminal", next: "set AISDESK_PASSPHRASE_FILE"},
		"the right passphrase": {breaks: func(t *testing.T, d *desk) { sealedBy(t, d, "some invented words here") }, check: "encryption", level: "ok", what: "opens the archive"},
		"a lexicon with faults": {breaks: func(_ *testing.T, d *desk) {
			d.ownLexicon("[[group]]\ncategory = \"nosuch\"\nsign = \"out\"\nsource = \"x\"\ndate = \"2026-11-28\"\nentries = [ { id = \"my.x\", words = [\"x y\"] } ]\n")
		},
			check: "lexicon", level: "warning", what: "left out", next: "aisdesk lexicon check"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.env["AISDESK_NO_OPEN"] = "true"
			c.breaks(t, d)
			r, all := d.doctor()
			found := false
			for _, x := range all {
				if x.Name == c.check && x.Level == c.level && strings.Contains(x.What, c.what) && strings.Contains(x.Next, c.next) && (x.Next != "" || c.level == "ok") {
					found = true
				} else if x.Level == "failure" && x.Name != c.alsoFailing {
					t.Errorf("called a failure: %+v", x)
				}
			}
			if !found || r.code != c.code {
				t.Errorf("exit %d, want %s %s %q %q among\n%s", r.code, c.level, c.check, c.what, c.next, d.run("doctor").out)
			}
		})
	}
}

// A lexicon that cannot be read is named once, with a way out that leads somewhere, and is not called ok beside it.
func TestDoctorNamesALexiconThatCannotBeRead(t *testing.T) {
	d := newDesk(t)
	d.ownLexicon("[[group]]\n = 5\n")
	r, all := d.doctor("--offline")
	lexicons := slices.DeleteFunc(all, func(x examined) bool { return x.Name != "lexicon" && !strings.Contains(x.What, "lexicon") })
	if len(lexicons) != 1 || lexicons[0].Level != "failure" || !strings.Contains(lexicons[0].What, "lexicon.toml, line 2") || strings.Contains(lexicons[0].Next, "--config") || r.code != cli.ExitUsage {
		t.Errorf("exit %d %+v", r.code, lexicons)
	}
}

// sealedBy makes an archive that a passphrase opens, which lies in the file of AISDESK_PASSPHRASE_FILE.
func sealedBy(t *testing.T, d *desk, words string) {
	t.Helper()
	d.env = d.seal(words).env
}

// A proxy that does not answer is named as what refuses, one that lets nothing through with what it answered, and one that NO_PROXY passes by
// as that. A setting that was refused is not called right.
func TestDoctorNamesTheProxyThatRefuses(t *testing.T) {
	asks := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusProxyAuthRequired) }))
	t.Cleanup(asks.Close)
	dead := "HTTPS_PROXY=http://127.0.0.1:1"
	for name, c := range map[string]struct {
		env         []string
		level, says string
	}{
		"dead":      {[]string{dead}, "failure", "127.0.0.1:1 (HTTPS_PROXY) does not answer"},
		"asks":      {[]string{"HTTPS_PROXY=" + asks.URL}, "failure", "(HTTPS_PROXY) refuses: 407 Proxy Authentication Required"},
		"passed by": {[]string{dead, "NO_PROXY=.example.invalid"}, "ok", "NO_PROXY lets requests to https://api.example.invalid pass by the proxy 127.0.0.1:1"},
		"not by":    {[]string{dead, "NO_PROXY=.example.com"}, "warning", "requests go through the proxy 127.0.0.1:1"},
	} {
		cmd := exec.Command(program(t), "doctor", "--json")
		cmd.Env = append(append(append(os.Environ(), homeOf(t.TempDir())...), "NO_PROXY=", "no_proxy=", "AISDESK_ENV=test", "AISDESK_CLIENT=acme-test",
			"AISDESK_API_KEY=0123456789abcdef", "AISDESK_API_URL=https://api.example.invalid"), c.env...)
		out, _ := cmd.Output() // the code says that a check failed
		var all []examined
		if err := json.Unmarshal(out, &all); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		if !slices.ContainsFunc(all, func(x examined) bool {
			return x.Name == "proxy" && x.Level == c.level && strings.Contains(x.What, c.says) && (x.Next != "") == (c.level != "ok")
		}) {
			t.Errorf("%s: %s", name, out)
		}
	}
	d := newDesk(t)
	d.settingsFile("port = 99999\n")
	if r, all := d.doctor(); slices.ContainsFunc(all, func(x examined) bool { return x.Name == "port" }) {
		t.Errorf("the port is looked at all the same:\n%s", r.out)
	}
}

// storedReply is the file of an import's reply.
func (d *desk) storedReply(id string) string {
	d.t.Helper()
	files, _ := filepath.Glob(filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk", "*", id, "reply*"))
	if len(files) != 1 {
		d.t.Fatalf("replies of %s: %q", id, files)
	}
	return files[0]
}

// Several mistakes are all named at once, each with its own way out; the last ones hide behind none of the first.
func TestDoctorNamesEveryMistakeOfTheSettings(t *testing.T) {
	d := newDesk(t)
	put(t, d.storedReply(d.imported().ID), "x")
	d.settingsFile("environment = \"live\"\nport = 99999\ntimeout = \"soon\"\ncallback = \"http://127.0.0.1:9/\"\ncallback_secret = \"short\"\nencrypt = \"rot13\"\napi_url = \"http://api.example\"\n")
	r, all := d.doctor()
	for _, want := range []string{"port (", "timeout (", "callback-secret (", "encrypt (", "client (", "api-key (", "api-url ("} {
		found := 0
		for _, c := range all {
			if c.Name == "settings" && c.Level == "failure" && strings.HasPrefix(c.What, want) && c.Next != "" {
				found++
			}
		}
		if found != 1 {
			t.Errorf("%s is named %d times in\n%s", want, found, r.out)
		}
	}
	if !strings.Contains(r.out, "bytes instead of") || r.code != cli.ExitUsage {
		t.Errorf("exit %d, and the damaged reply is not named beside the settings:\n%s", r.code, r.out)
	}
	d.settingsFile("clint = \"a\"\nprot = 1\n")
	if r, _ := d.doctor(); !strings.Contains(r.out, "clint") || !strings.Contains(r.out, "prot") {
		t.Errorf("unknown settings: %s", r.out)
	}
}

// test are the settings of the test environment.
func test(d *desk) {
	d.env["AISDESK_ENV"], d.env["AISDESK_CLIENT"], d.env["AISDESK_API_KEY"] = "test", "acme-test", "0123456789abcdef"
}

// own points at a sandbox of another program.
func own(t *testing.T, d *desk, args ...string) {
	t.Helper()
	about, _ := served(t, d, append([]string{"--speed", "50"}, args...)...)
	d.env["AISDESK_ENV"], d.env["AISDESK_API_URL"], d.env["AISDESK_WIDGET_URL"] = "sandbox", about.API, about.Widget
}

func chmod(t *testing.T, path string, mode os.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

func put(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

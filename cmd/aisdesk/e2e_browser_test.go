package main

import (
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"aisdesk/localserver/browsertest"
)

// script writes a shell script and returns its path.
func script(t *testing.T, body string) string {
	t.Helper()
	p := filepath.Join(t.TempDir(), "browser")
	if err := os.WriteFile(p, []byte("#!/bin/sh\n"+body+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return p
}

// raw keeps every byte that the program sends to the terminal from now on in a file.
func (term *terminal) raw() (file string) {
	term.t.Helper()
	file = filepath.Join(term.t.TempDir(), "raw")
	term.tmux("pipe-pane", "-o", "cat > "+file)
	return file
}

// paste hands a session in by hand, as where no browser can reach the program.
func (term *terminal) paste(about map[string]string, owner string) (signature string) {
	term.t.Helper()
	id, signature := mockSession(term.t, about, owner)
	term.keys("p").wait("Paste a session")
	term.typing("KontoBank " + id + " " + signature).keys("Enter")
	return signature
}

// TestE2EWhateverTheBrowserDoes tries openers that fail, print, hang or must not be called: the address stays on
// the screen, nothing tears it, and a session that is pasted by hand leads to the import.
func TestE2EWhateverTheBrowserDoes(t *testing.T) {
	env, about := foreign(t, "--speed", "20")
	hang := fmt.Sprintf("sleep 987.%d", os.Getpid()) // nobody else's
	shout := "head -c 1000000 /dev/zero | tr '\\0' x; head -c 1000000 /dev/zero | tr '\\0' x >&2; "
	for name, tc := range map[string]struct {
		env  []string
		args []string
		says string
	}{
		"failing":           {args: []string{"--browser", "/bin/false"}, says: "The browser was not opened"},
		"missing":           {args: []string{"--browser", "/no/such/browser"}, says: "browser"},
		"printing":          {args: []string{"--browser", script(t, shout+"exit 0")}, says: "browser asked to open it"},
		"printing, failing": {args: []string{"--browser", script(t, shout+"exit 3")}, says: "The browser was not opened"},
		"hanging":           {args: []string{"--browser", script(t, "exec "+hang)}, says: "browser asked to open it"},
		"no display":        {says: "no display"},
		"over ssh":          {env: []string{"DISPLAY=:9", "SSH_CONNECTION=10.0.0.1 1 10.0.0.2 22"}, says: "came over ssh"},
		"not wanted":        {args: []string{"--no-open"}, says: "no browser: switched off"},
	} {
		t.Run(name, func(t *testing.T) {
			term := openTerminal(t, 100, 30, append(tc.env, env...), append([]string{program(t), "verify", "--owner", "app-1"}, tc.args...)...)
			raw := term.raw()
			term.wait(tc.says, "ssh -L", "pairing code")
			link := term.url()
			time.Sleep(300 * time.Millisecond) // for what the browser may still print
			if s := term.screen(); !linkURL.MatchString(s) || linkURL.FindStringSubmatch(s)[1] != link || !strings.Contains(s, "• open the page") ||
				!strings.Contains(s, "c copy the link") {
				t.Errorf("the screen is torn:\n%s", s)
			}
			term.paste(about, "app-1")
			term.wait("1 Overview", "Maria Sochacka")
			term.keys("q").wait("EXIT=0")
			// Of what a failing browser printed, the end is shown as the cause, which is drawn once or twice.
			if b, err := os.ReadFile(raw); err != nil || strings.Count(string(b), "x") > 2000 {
				t.Errorf("the browser's words reached the terminal (%v)", err)
			}
			term.until("an end of the browser that hangs", func(string) bool {
				left, _ := exec.Command("pgrep", "-f", hang).Output()
				return len(left) == 0
			})
		})
	}
}

// refused waits until the link page's port is closed and returns how long that took.
func refused(t *testing.T, link string) time.Duration {
	t.Helper()
	u, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	for time.Since(began) < patience {
		c, err := net.DialTimeout("tcp", u.Host, time.Second)
		if err != nil {
			return time.Since(began)
		}
		_ = c.Close()
		time.Sleep(20 * time.Millisecond)
	}
	t.Error("the port of the link page stays open")
	return 0
}

// TestE2EEveryEndClosesThePort ends a verification in every way and looks at port, process and terminal.
func TestE2EEveryEndClosesThePort(t *testing.T) {
	env, about := foreign(t, "--speed", "20")
	for name, tc := range map[string]struct {
		end  func(term *terminal)
		sees string
		quit bool // the program goes on and is quit with q
	}{
		"success":  {func(term *terminal) { term.paste(about, "app-1"); term.wait("1 Overview") }, "Maria Sochacka", true},
		"cancel":   {func(term *terminal) { term.keys("Escape").wait("Cancel this verification?"); term.keys("y") }, "nothing was saved", true},
		"quit":     {func(term *terminal) { term.keys("q").wait("Quit while"); term.keys("y") }, "EXIT=0", false},
		"signal":   {func(term *terminal) { term.signal("-TERM") }, "EXIT=130", false},
		"hang-up":  {func(term *terminal) { term.signal("-HUP") }, "EXIT=130", false},
		"time-out": {func(term *terminal) { term.wait("obody signed in within 10s") }, "begin a new verification", true},
	} {
		t.Run(name, func(t *testing.T) {
			if name == "time-out" {
				env = append(slices.Clone(env), "AISDESK_TIMEOUT=10s")
			}
			term := openTerminal(t, 100, 30, env, program(t), "verify", "--no-open", "--owner", "app-1")
			link := term.url()
			tc.end(term)
			t.Logf("port closed after %v", refused(t, link))
			term.until(tc.sees, func(s string) bool { return strings.Contains(strings.ToLower(s), strings.ToLower(tc.sees)) })
			if tc.quit {
				term.keys("q").wait("EXIT=0")
			}
			if modes := term.tmux("display-message", "-p", "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{pane_in_mode}"); strings.TrimSpace(modes) != "0 1 0 0" {
				t.Errorf("the terminal is left with alternate screen, cursor, mouse: %s", modes)
			}
			nothingLeft(t, term)
		})
	}
}

// processes are the ids of the program in this terminal.
func (term *terminal) processes() []string {
	term.t.Helper()
	var ids []string
	out, _ := exec.Command("pgrep", "-x", "aisdesk").Output()
	for id := range strings.FieldsSeq(string(out)) {
		environ, err := os.ReadFile("/proc/" + id + "/environ")
		if err == nil && strings.Contains(string(environ), "HOME="+term.dir+"\x00") {
			ids = append(ids, id)
		}
	}
	return ids
}

func (term *terminal) signal(name string) {
	term.t.Helper()
	reached := 0
	for _, id := range term.processes() { // the program, and the process that watches it, which may be gone by then
		if exec.Command("kill", name, id).Run() == nil {
			reached++
		}
	}
	if reached == 0 {
		term.t.Error("no process to send", name, "to")
	}
}

func TestE2EAClosedTabIsSaidAndForgiven(t *testing.T) {
	browser := browsertest.Start(t)
	env, _ := foreign(t, "--speed", "20")
	term := openTerminal(t, 100, 30, env, program(t), "verify", "--no-open")
	link := term.url()
	page := browser.Open(link)
	term.wait("✓ sign-in started")
	page.Close()
	began := time.Now()
	term.wait("tab is closed", "Open the page again with o")
	t.Logf("said after %v", time.Since(began))
	browser.Open(link)
	term.gone("tab is closed")
	term.keys("Escape").wait("Cancel this verification?")
	term.keys("y").wait("nothing was saved")
	term.keys("q").wait("EXIT=0")
}

func TestE2EAutoImport(t *testing.T) {
	browser := browsertest.Start(t)
	env, _ := foreign(t, "--speed", "20")
	term := openTerminal(t, 100, 30, env, program(t), "verify", "--no-open", "--auto-import", "6")
	page := signIn(browser, term, "KontoBank", "test1", func(*browsertest.Tab) {})
	term.wait("The provider imports by itself", "sends no import of its own", "https://insight.kontomatik.com")
	page.WaitText("body", "fetches your data by itself")
	if s := term.screen(); strings.Contains(s, "inspector") {
		t.Errorf("the API was called, though there was nothing to call it for:\n%s", s)
	}
	term.keys("q").wait("EXIT=0")
}

// Package testenv knows the programs that tests need and a machine may not have. A test that needs one asks here: it is
// skipped without it, and what is skipped is said at the end of go test ./... by package tui/untested.
package testenv

import (
	"os"
	"os/exec"
	"runtime"
	"testing"
)

// Tool is a program that some tests need.
type Tool struct {
	Name  string // of the program
	Tests string // which tests need it
	Get   string // how to have it
	// Require is the environment variable that makes its lack a failure when it is set to anything; "" has none.
	Require string
	find    func() string // its path, "" if it is not here
}

// The tools that tests need.
var (
	Chromium  = Tool{"Chromium", "the tests in a browser", "Debian: apt-get install chromium", "AISDESK_REQUIRE_BROWSER", chromium}
	Tmux      = Tool{"tmux", "the tests in a terminal", "Debian: apt-get install tmux", "AISDESK_REQUIRE_TMUX", onPath("tmux")}
	Xterm     = Tool{"xterm", "the screen in xterm", "Debian: apt-get install xterm xvfb", "", both("xvfb-run", "xterm")}
	PDFToText = Tool{"pdftotext", "the text of a report in PDF", "Debian: apt-get install poppler-utils", "", onPath("pdftotext")}
	Curl      = Tool{"curl", "a call copied as curl", "Debian: apt-get install curl", "", onPath("curl")}
	HLedger   = Tool{"hledger", "a journal that hledger reads back", "Debian: apt-get install hledger", "", onPath("hledger")}
	Fish      = Tool{"fish", "completion in fish", "Debian: apt-get install fish", "", onPath("fish")}
	SSHKeygen = Tool{"ssh-keygen", "signatures that OpenSSH checks", "Debian: apt-get install openssh-client", "", onPath("ssh-keygen")}
	SSHD      = Tool{"sshd", "the program over ssh", "Debian: apt-get install openssh-server", "AISDESK_REQUIRE_SSHD", sshd}
	Python    = Tool{"Python", "the receiver of callbacks that the README names", "Debian: apt-get install python3", "", onPath("python3")}
	Root      = Tool{"root", "a passphrase file that belongs to another user", "Run the tests of ./cmd/aisdesk/internal/cli as root", "", root}
	Network   = Tool{"network namespaces", "the sandbox without a network", "Linux with unshare and ip, and the right to make namespaces", "", namespaces}
)

var tools = []Tool{Chromium, Tmux, Xterm, Network, PDFToText, SSHKeygen, Curl, HLedger, Fish, Python, SSHD, Root}

// asked are tests that run only when they are asked for.
var asked = []struct{ variable, line string }{
	{"AISDESK_MEASURE", "measurements of speed: AISDESK_MEASURE=100000 go test ./cmd/aisdesk -run TestMeasure -count 1 -v"},
	{"AISDESK_PORTFOLIO", "a report on so many imports of 500 rows: AISDESK_PORTFOLIO=10000 go test ./cmd/aisdesk -run TestPortfolioOfMany -count 1 -v"},
	{"AISDESK_TRACE", "the files that a key, a reply and a claim go through: AISDESK_TRACE=1 go test ./tui -run TestFilesOfTheWays -count 1 -v"},
}

// Need returns the path of a tool. Without it the test is skipped, or fails where the tool is required.
func Need(t testing.TB, tool Tool) string {
	t.Helper()
	path := tool.find()
	switch {
	case path != "":
	case tool.Require != "" && os.Getenv(tool.Require) != "":
		t.Fatalf("no %s on this machine, and %s asks for it", tool.Name, tool.Require)
	default:
		t.Skipf("needs %s. %s", tool.Name, tool.Get)
	}
	return path
}

// Skipped says what go test leaves out on this machine and how to have it, a line each.
func Skipped() []string {
	var lines []string
	for _, t := range tools {
		if t.find() == "" {
			lines = append(lines, t.Tests+": no "+t.Name+". "+t.Get)
		}
	}
	for _, a := range asked {
		if os.Getenv(a.variable) == "" {
			lines = append(lines, a.line)
		}
	}
	return lines
}

// root is the root of the file system for who may give files away.
func root() string {
	if os.Geteuid() != 0 {
		return ""
	}
	return "/"
}

// sshd is often in a directory that is not on the path.
func sshd() string {
	if path := onPath("sshd")(); path != "" {
		return path
	}
	const path = "/usr/sbin/sshd"
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return path
}

func onPath(names ...string) func() string {
	return func() string {
		for _, n := range names {
			if path, err := exec.LookPath(n); err == nil {
				return path
			}
		}
		return ""
	}
}

// both is a program that works only beside another.
func both(beside, name string) func() string {
	return func() string {
		if onPath(beside)() == "" {
			return ""
		}
		return onPath(name)()
	}
}

func chromium() string {
	names := []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"}
	if runtime.GOOS == "darwin" {
		names = append(names, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium")
	}
	return onPath(names...)()
}

// namespaces is unshare where it may make a network with a loopback device alone.
func namespaces() string {
	path, err := exec.LookPath("unshare")
	if err != nil || exec.Command(path, "-rn", "sh", "-c", "ip link set lo up").Run() != nil {
		return ""
	}
	return path
}

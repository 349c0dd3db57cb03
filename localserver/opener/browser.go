package opener

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"sync"

	"github.com/pkg/browser"
)

// Browser opens the system's browser through github.com/pkg/browser.
type Browser struct {
	goos string
	env  func(string) string
	open func(url string) error
	// apart reports whether the desktop's browser cannot read files of this user; nil is never asked.
	apart func() bool
	out   *boundedBuffer
}

// pkg/browser writes the output of what it starts to package variables, the terminal's by default, which
// would tear the screen. They are pointed at one bounded buffer before the first opening, for good.
var (
	browserOutput  = &boundedBuffer{most: 4 << 10}
	captureBrowser = sync.OnceFunc(func() { browser.Stdout, browser.Stderr = browserOutput, browserOutput })
)

// NewBrowser returns the default opener. From then on the output of every browser that pkg/browser starts in
// this process is kept off the terminal.
func NewBrowser() *Browser {
	captureBrowser()
	return &Browser{goos: runtime.GOOS, env: os.Getenv, open: browser.OpenURL, apart: desktopApart, out: browserOutput}
}

// ReadsFiles reports whether the browser can be sent to a file of this user: not from WSL or a container, whose browser
// runs beside them, and not where the browser is a sandboxed package.
func (b *Browser) ReadsFiles() bool {
	if environmentApart(b.env) {
		return false
	}
	return b.goos == "windows" || b.goos == "darwin" || b.apart == nil || !b.apart()
}

// Reasons why no browser is opened.
var (
	ErrNoDisplay = errors.New("this machine has no display: open the address on another one, through the ssh line")
	ErrOverSSH   = errors.New("this terminal came over ssh, a browser would open on the far machine: use the ssh line, or ask for it")
)

// Open starts the browser, or says why it does not: on Linux without a display xdg-open would start a text
// browser inside this terminal, and over ssh the window would open where nobody looks. The call cannot be
// taken back: when ctx ends first, Open returns and leaves the starter to itself.
func (b *Browser) Open(ctx context.Context, url string, asked bool) error {
	if err := b.whyNot(asked); err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() { done <- b.open(url) }()
	select {
	case err := <-done:
		if err != nil {
			return fmt.Errorf("no browser could be opened: %w%s", err, b.out.tail())
		}
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (b *Browser) whyNot(asked bool) error {
	unixDesktop := b.goos != "windows" && b.goos != "darwin"
	wsl := b.goos == "linux" && (b.env("WSL_DISTRO_NAME") != "" || b.env("WSL_INTEROP") != "")
	if unixDesktop && !wsl && b.env("DISPLAY") == "" && b.env("WAYLAND_DISPLAY") == "" {
		return ErrNoDisplay
	}
	if asked {
		return nil
	}
	if overSSH(b.env) {
		return ErrOverSSH
	}
	return nil
}

// overSSH reports whether this shell came over ssh.
func overSSH(env func(string) string) bool {
	return slices.ContainsFunc([]string{"SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"}, func(name string) bool { return env(name) != "" })
}

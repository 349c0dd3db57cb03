// Package tui is the terminal program: the root model that routes messages, lays panes out, and composes the
// frame. What it needs from outside stands in Backend.
package tui

import (
	"io"
	"time"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/verify/policy"
	"aisdesk/tui/pane"
)

// StartAt says what the program shows first.
type StartAt int

// Where the program can start.
const (
	AtHome   StartAt = iota
	AtVerify         // begins Start.Request at once
	AtSaved          // opens the saved import Start.Name
	AtFile           // opens the reply file Start.Name
	AtReply          // reads Start.Reply
	AtLibrary
)

// Start is the first screen with what it needs.
type Start struct {
	At      StartAt
	Name    string
	Request app.VerificationRequest // of AtVerify
	Reply   app.Reply               // of AtReply
}

// Options of Run.
type Options struct {
	Start Start
	// Version is shown on the home screen.
	Version string
	// Cases are those of the archive; nil where there are none.
	Cases pane.Cases
	// Demo steers the sandbox that the program runs itself; nil where it runs none.
	Demo pane.Demo
	// Policies are the named sets of claims of the settings.
	Policies []policy.Policy
	// Watched says that another process restores the terminal when this one breaks down.
	Watched bool
	// Still has clocks move every ten seconds only, for those whom motion disturbs.
	Still bool
	// HideCursor keeps the terminal's cursor hidden. By itself it stands where the keys are, for magnifiers and braille displays.
	HideCursor bool
	// Input and Output are the terminal; nil means standard input and output.
	Input  io.Reader
	Output io.Writer
	// Now is the clock; nil means time.Now.
	Now func() time.Time
	// Getenv reads the terminal's abilities (TERM, COLORTERM, NO_COLOR); nil means os.Getenv.
	Getenv func(string) string
}

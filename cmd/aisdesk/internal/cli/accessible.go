package cli

import (
	"strings"

	"github.com/spf13/pflag"

	"aisdesk/aisclient/app"
	"aisdesk/cmd/aisdesk/internal/config"
)

// AddAccessible adds the flag of the accessible mode.
func (prog *Program) AddAccessible(f *pflag.FlagSet) {
	f.Var(&accessibleFlag{prog.Flags}, "accessible", "plain lines and questions in place of the screen, for screen readers (AISDESK_ACCESSIBLE)")
	f.Lookup("accessible").NoOptDefVal = "true"
}

// accessibleFlag writes the flag into the settings of the command line.
type accessibleFlag struct{ to config.Flags }

func (f *accessibleFlag) String() string     { return f.to["accessible"] }
func (f *accessibleFlag) Type() string       { return "bool" }
func (f *accessibleFlag) IsBoolFlag() bool   { return true }
func (f *accessibleFlag) Set(v string) error { f.to["accessible"] = v; return nil }

// AccessibleMode reports whether the program speaks in lines: the first of these that says anything decides, which are the
// flag, AISDESK_ACCESSIBLE and the config file (all three in c), the line of the settings, and the general variable
// ACCESSIBLE. Where none says anything, a terminal that can show no screen (TERM=dumb) decides. No screen reader is
// detected: over ssh that cannot work, and it is private.
func AccessibleMode(c *config.Config, s app.Settings, getenv func(string) string) bool {
	for _, said := range []string{c.Accessible, s.Memory[app.MemoryAccessible], getenv("ACCESSIBLE")} {
		switch strings.ToLower(strings.TrimSpace(said)) {
		case "":
			continue
		case "0", "false", "no", "off":
			return false
		}
		return true
	}
	return getenv("TERM") == "dumb"
}

package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"aisdesk/cmd/aisdesk/internal/config"
)

// settings are those that every command takes. The API key is none of them: other users of the machine can read command lines.
var settings = []struct{ name, arg, what string }{
	{"config", "FILE", "config file (default ~/.config/aisdesk/config.toml)"},
	{"profile", "NAME", "[profile.NAME] of the settings (AISDESK_PROFILE)"},
	{"env", "NAME", "environment: sandbox, test or live (AISDESK_ENV)"},
	{"client", "ID", "client id of the widget (AISDESK_CLIENT)"},
	{"api-url", "URL", "base URL of the API (AISDESK_API_URL)"},
	{"widget-url", "URL", "URL of the widget's script (AISDESK_WIDGET_URL)"},
	{"data-dir", "DIR", "directory of the saved imports (AISDESK_DATA_DIR)"},
	{"author", "NAME", "who acts in cases (AISDESK_AUTHOR; default: your user name)"},
}

// AddSettings adds the settings to the root command, for all below it.
func AddSettings(prog *Program, root *cobra.Command) {
	for _, f := range settings {
		root.PersistentFlags().Var(&settingFlag{prog.Flags, f.name, f.arg}, f.name, f.what)
	}
}

// settingFlag writes a flag into the settings.
type settingFlag struct {
	to        config.Flags
	name, arg string
}

func (f *settingFlag) String() string     { return f.to[f.name] }
func (f *settingFlag) Type() string       { return f.arg }
func (f *settingFlag) Set(v string) error { f.to[f.name] = v; return nil }

// NoSettings takes the settings of other commands from one that reads none: they are neither shown nor taken.
func NoSettings(c *cobra.Command) {
	for _, f := range settings {
		if c.Flags().Lookup(f.name) == nil {
			c.Flags().Var(&noSetting{c}, f.name, "")
			c.Flags().Lookup(f.name).Hidden = true
		}
	}
}

// noSetting is a flag that its command does not have.
type noSetting struct{ of *cobra.Command }

func (f *noSetting) String() string { return "" }
func (f *noSetting) Type() string   { return "string" }
func (f *noSetting) Set(string) error {
	return fmt.Errorf("%s has no such setting: it speaks to no environment", f.of.CommandPath())
}

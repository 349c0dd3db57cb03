// Package wire builds the App of a configuration: it hands the link page and the sandbox, which stand above the App,
// in to it.
package wire

import (
	"os"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/provider"
	"aisdesk/cmd/aisdesk/internal/config"
	"aisdesk/localserver"
	"aisdesk/localserver/opener"
	"aisdesk/localserver/sandbox"
)

// App makes the App of a configuration. o holds what the command adds; its LinkPage and StartSandbox are set here.
func App(c *config.Config, play sandbox.Options, o app.Options) *app.App {
	o.StartSandbox = func() (provider.Sandbox, error) { return sandbox.New(play) }
	o.LinkPage = func(p app.LinkPageOptions) (app.LinkPage, error) {
		openers, err := openers(c, p.NoOpen, os.Getenv("BROWSER"))
		if err != nil {
			return nil, err
		}
		return localserver.New(localserver.Options{Port: c.Port, Client: p.Client, WidgetURL: p.WidgetURL, Widget: p.Widget, Environment: c.Environment,
			Openers: openers, Timeout: c.Timeout, Language: p.Language, Next: p.Next, Log: o.Log})
	}
	return app.New(c.Config, o)
}

// openers are the ways in which pages are opened, the first that works: the settings' command alone, or what the variable
// BROWSER lists as it does for other programs, and then the desktop's. None opens no page.
func openers(c *config.Config, noOpen bool, variable string) ([]opener.Opener, error) {
	if noOpen {
		return nil, nil
	}
	if c.Browser != "" {
		command, err := opener.NewCommand(c.Browser)
		return []opener.Opener{command}, err
	}
	var all []opener.Opener
	for _, command := range opener.Commands(variable) {
		all = append(all, command)
	}
	return append(all, opener.NewBrowser()), nil
}

// Package wire builds the App of a configuration: it hands the link page and the sandbox, which stand above the App,
// in to it.
package wire

import (
	"aisdesk/aisclient/app"
	"aisdesk/cmd/aisdesk/internal/config"
	"aisdesk/localserver"
	"aisdesk/localserver/sandbox"
)

// App makes the App of a configuration. o holds what the command adds; its LinkPage and StartSandbox are set here.
func App(c *config.Config, play sandbox.Options, o app.Options) *app.App {
	o.StartSandbox = func() (app.LocalSandbox, error) { return sandbox.New(play) }
	o.LinkPage = func(p app.LinkPageOptions) (app.LinkPage, error) {
		opener, err := opener(c, p.NoOpen)
		if err != nil {
			return nil, err
		}
		return localserver.New(localserver.Options{Port: c.Port, Client: p.Client, WidgetURL: p.WidgetURL, Environment: c.Environment,
			Opener: opener, Timeout: c.Timeout, Language: p.Language, Log: o.Log})
	}
	return app.New(c.Config, o)
}

// opener is the way in which the settings want pages opened; nil opens none.
func opener(c *config.Config, noOpen bool) (localserver.Opener, error) {
	switch {
	case noOpen:
		return nil, nil
	case c.Browser != "":
		return localserver.NewCommand(c.Browser)
	}
	return localserver.NewBrowser(), nil
}

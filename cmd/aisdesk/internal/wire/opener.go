package wire

import (
	"aisdesk/localserver"
)

// opener is the way in which the settings want pages opened; nil opens none.
func (p *Place) opener(noOpen bool) (localserver.Opener, error) {
	switch {
	case noOpen || p.Config.NoOpen:
		return nil, nil
	case p.Config.Browser != "":
		return localserver.NewCommand(p.Config.Browser)
	}
	return localserver.NewBrowser(), nil
}

package wire

import (
	"aisdesk/localserver"
)

// opener is the way in which the settings want pages opened; nil opens none.
func (p *Place) opener() (localserver.Opener, error) {
	switch {
	case p.Config.NoOpen:
		return nil, nil
	case p.Config.Browser != "":
		return localserver.NewCommand(p.Config.Browser)
	}
	return localserver.NewBrowser(), nil
}

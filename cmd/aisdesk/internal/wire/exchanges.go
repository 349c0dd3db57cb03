package wire

import (
	"slices"
	"sync"

	"aisdesk/aisclient"
)

// maxExchanges is how many calls the inspector can look back; a long import makes about one in three seconds.
const maxExchanges = 500

// exchanges keeps the latest HTTP calls. The client has redacted them before they come here.
type exchanges struct {
	mu  sync.Mutex
	all []aisclient.Exchange
}

func (x *exchanges) add(e aisclient.Exchange) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if len(x.all) == maxExchanges {
		x.all = slices.Delete(x.all, 0, 1)
	}
	x.all = append(x.all, e)
}

func (x *exchanges) list() []aisclient.Exchange {
	x.mu.Lock()
	defer x.mu.Unlock()
	return slices.Clone(x.all)
}

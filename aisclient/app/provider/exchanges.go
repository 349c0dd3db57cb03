package provider

import (
	"slices"
	"sync"

	"aisdesk/aisclient"
)

// maxExchanges is how many HTTP calls are remembered; a long import makes about one in three seconds.
const maxExchanges = 500

// exchangeLog holds the latest HTTP calls. The client has redacted them before they come here.
type exchangeLog struct {
	mu  sync.Mutex
	all []aisclient.Exchange
}

func (x *exchangeLog) add(e aisclient.Exchange) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if len(x.all) == maxExchanges {
		x.all = slices.Delete(x.all, 0, 1)
	}
	x.all = append(x.all, e)
}

func (x *exchangeLog) list() []aisclient.Exchange {
	x.mu.Lock()
	defer x.mu.Unlock()
	return slices.Clone(x.all)
}

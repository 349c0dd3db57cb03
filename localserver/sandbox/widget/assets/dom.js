// Small pieces that the frame and the bank's window share. Text is always set as text.
(function () {
  'use strict';

  // el makes an element: el('button', {id: 'x', onclick: fn, test: 'name'}, child, 'text', ...).
  function el(tag, props) {
    var node = document.createElement(tag);
    Object.keys(props || {}).forEach(function (key) {
      var value = props[key];
      if (value === null || value === undefined || value === false) return;
      if (key === 'test') node.setAttribute('data-test', value);
      else if (key.slice(0, 2) === 'on') node.addEventListener(key.slice(2), value);
      else if (key === 'class') node.className = value;
      else if (key === 'value' || key === 'checked' || key === 'disabled' || key === 'hidden') node[key] = value;
      else node.setAttribute(key, value === true ? '' : String(value));
    });
    for (var i = 2; i < arguments.length; i++) {
      var child = arguments[i];
      if (child === null || child === undefined || child === false) continue;
      node.appendChild(typeof child === 'object' ? child : document.createTextNode(child));
    }
    return node;
  }

  var SVG = 'http://www.w3.org/2000/svg';

  function icon(paths, size) {
    var svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('width', size || 20);
    svg.setAttribute('height', size || 20);
    svg.setAttribute('fill', 'none');
    svg.setAttribute('stroke', 'currentColor');
    svg.setAttribute('stroke-width', '2');
    svg.setAttribute('stroke-linecap', 'round');
    svg.setAttribute('stroke-linejoin', 'round');
    svg.setAttribute('aria-hidden', 'true');
    paths.split('|').forEach(function (d) {
      var path = document.createElementNS(SVG, 'path');
      path.setAttribute('d', d);
      svg.appendChild(path);
    });
    return svg;
  }

  var ICONS = {
    back: 'M19 12H5|M12 19l-7-7 7-7',
    lock: 'M6 11h12v9H6z|M8.5 11V8a3.5 3.5 0 0 1 7 0v3',
    check: 'M5 12.5l4.5 4.5L19 7.5',
    next: 'M9 6l6 6-6 6',
    search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14z|M20 20l-4-4',
    alert: 'M12 8v5|M12 16.5v.01|M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
    window: 'M14 4h6v6|M20 4l-9 9|M18 14v5H5V6h5',
    eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z|M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
    shield: 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z|M9 12l2.2 2.2L15 10.5'
  };

  // post asks one of the widget's own endpoints. A lost connection becomes a refusal, so callers have one way.
  function post(path, body) {
    return fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
      .then(function (r) {
        if (!r.ok) throw new Error('HTTP ' + r.status);
        return r.json();
      })
      .catch(function (e) {
        return { refusal: { name: 'IO', message: 'The connection was lost (' + e.message + ').', retry: true } };
      });
  }

  window.ui = {
    el: el,
    icon: function (name, size) { return icon(ICONS[name], size); },
    post: post,
    clear: function (node) { while (node.firstChild) node.removeChild(node.firstChild); return node; }
  };
})();

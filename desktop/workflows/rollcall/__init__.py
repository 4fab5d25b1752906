"""Roll calls as a desk does them: begin, mark, see, close, and what stays on paper."""

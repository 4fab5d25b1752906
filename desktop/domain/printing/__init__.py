"""Jobs for printers, and lists on paper."""

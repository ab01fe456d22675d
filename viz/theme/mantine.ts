import { createTheme } from "@mantine/core";

/** Mantine in the page's clothes: Inter, small sizes, quiet corners. */
export const theme = createTheme({
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontSizes: { xs: "11px", sm: "13px", md: "13px", lg: "13px", xl: "20px" },
  defaultRadius: "8px",
  primaryColor: "gray",
  cursorType: "pointer",
  respectReducedMotion: true,
});
